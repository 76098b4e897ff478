using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Gateway.Commands;

/// <summary>The way in: parses, runs, and turns whatever goes wrong into a line and an exit code.</summary>
internal static class Cli
{
    public static async Task<int> RunAsync(string[] args, CommandHost host, CancellationToken stop)
    {
        var parsed = CommandTree.Build(host).Parse(args);
        try
        {
            if (parsed.Action is ParseErrorAction)
                throw new UsageException(string.Join(' ', parsed.Errors.Select(error => OneLine(error.Message)).Distinct()));
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = host.Output,
                    Error = host.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                stop);
        }
        catch (UsageException wrong)
        {
            host.Say($"{wrong.Message} Try '{NameOf(parsed)} --help'.");
            return ExitCode.WrongUsage;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            host.Say("stopped before it had finished");
            return ExitCode.Failed;
        }
        catch (Exception error) when (error is CommandFailedException or ProviderException or StateStoreException or RecordingFormatException or IOException or UnauthorizedAccessException)
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

    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.') + ".";

    private static string NameOf(ParseResult parsed)
    {
        var name = "";
        for (var result = parsed.CommandResult; result.Command is not RootCommand && result.Parent is CommandResult parent; result = parent)
            name = $" {result.Command.Name}{name}";
        return CommandTree.ProgramName + name;
    }
}
