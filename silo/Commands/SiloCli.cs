using System.CommandLine;
using System.CommandLine.Invocation;
using System.Data.Common;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Silo.Schema;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Silo.Commands;

/// <summary>The way in: parses, runs, and turns whatever goes wrong into a line and an exit code.</summary>
internal static class SiloCli
{
    public static async Task<int> RunAsync(string[] args, CommandHost host, CancellationToken stop)
    {
        var parsed = SiloCommands.Build(host).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            host.Say($"{string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct())} Try '{SiloCommands.ProgramName} --help'.");
            return ExitCode.WrongUsage;
        }

        try
        {
            var invocation = new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            host.Say("stopped before it had finished");
            return ExitCode.Failed;
        }
        catch (Exception error) when (error is CommandFailedException or SchemaException or ProviderException or DbException or IOException or UnauthorizedAccessException)
        {
            host.Say(error.Message);
            return ExitCode.Failed;
        }
        catch (Exception error)
        {
            host.Say($"unexpected {error.GetType().Name}: {error.Message}");
            return ExitCode.Failed;
        }
    }
}
