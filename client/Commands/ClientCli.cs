using System.CommandLine;
using System.CommandLine.Invocation;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Client.Commands;

/// <summary>The way in: parses, runs, and turns whatever goes wrong into a line and an exit code.</summary>
internal static class ClientCli
{
    public static async Task<int> RunAsync(string[] args, CommandHost host, CancellationToken stop)
    {
        var parsed = ClientCommands.Build(host).Parse(args);
        try
        {
            if (parsed.Action is ParseErrorAction)
                throw new UsageException(string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct()));
            var invocation = new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, stop);
        }
        catch (UsageException wrong)
        {
            host.Say($"{wrong.Message} Try '{ClientCommands.ProgramName} --help'.");
            return ExitCode.WrongUsage;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            host.Say("stopped before it had finished");
            return ExitCode.Failed;
        }
        catch (Exception error) when (error is CommandFailedException or ProviderException or IOException or UnauthorizedAccessException)
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
