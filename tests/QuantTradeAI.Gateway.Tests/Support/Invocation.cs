using System.Text.Json.Nodes;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Gateway.Tests.Support;

/// <summary>The program in this process, as a command line starts it.</summary>
internal sealed class Invocation : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _running;
    private readonly string _commandLine;

    private Invocation(string[] args, bool outputIsTerminal)
    {
        _commandLine = string.Join(' ', args);
        var host = new CommandHost { Output = Output, Error = Error, OutputIsTerminal = outputIsTerminal };
        _running = Task.Run(() => Cli.RunAsync(args, host, _stop.Token));
    }

    public LineWriter Output { get; } = new();

    public LineWriter Error { get; } = new();

    /// <summary>The last line of output, which every command with data ends with.</summary>
    public JsonObject Result => JsonNode.Parse(Output.Lines[^1])!.AsObject();

    public static Invocation Start(params string[] args) => new(args, outputIsTerminal: false);

    /// <summary>Runs to the end.</summary>
    public static async Task<(int Code, Invocation Run)> RunAsync(params string[] args)
    {
        var run = Start(args);
        return (await run.EndAsync(), run);
    }

    /// <summary>Runs to the end, as on a terminal.</summary>
    public static async Task<(int Code, Invocation Run)> RunOnTerminalAsync(params string[] args)
    {
        var run = new Invocation(args, outputIsTerminal: true);
        return (await run.EndAsync(), run);
    }

    /// <summary>Asks it to end, as Ctrl+C does, and returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await _stop.CancelAsync();
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task<int> EndAsync()
    {
        try
        {
            return await _running.WaitAsync(Deadline);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"'gateway {_commandLine}' did not end within {Deadline.TotalSeconds} s; its output was:\n{Output.Text}\n{Error.Text}");
        }
    }
}
