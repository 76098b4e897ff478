using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Http.Status;
using Spectre.Console;

namespace QuantTradeAI.Gateway.Operators;

/// <summary>Shows the status of a running gateway again and again, until it is told to end. One that does not answer is asked on.</summary>
internal sealed class TopRun(CommandHost host, SurfaceSettings settings)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var client = new SurfaceClient(SurfaceAddress.Find(settings, host.Clock));

        // The first answer must come: an address that is wrong is told at once.
        var first = await client.GetStatusAsync(stop);
        try
        {
            if (settings.Json || !host.OutputIsTerminal)
                await RepeatAsync(client, first, status => Write(settings.Json ? [StatusRun.LineOf(status)] : [.. StatusText.Of(status), ""]), host.Say, stop);
            else
                await DrawAsync(client, first, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end that was waited for.
        }

        return ExitCode.Ok;
    }

    private async Task DrawAsync(SurfaceClient client, StatusBody first, CancellationToken stop)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Output) });
        var shown = first;
        await console.Live(StatusTable.Of(first)).AutoClear(true).Cropping(VerticalOverflowCropping.Bottom).StartAsync(live => RepeatAsync(
            client,
            first,
            status => live.UpdateTarget(StatusTable.Of(shown = status)),
            problem => live.UpdateTarget(new Rows(StatusTable.Of(shown), new Text($" ! {problem}", new Style(Color.Yellow)))),
            stop));
    }

    private async Task RepeatAsync(SurfaceClient client, StatusBody first, Action<StatusBody> show, Action<string> complain, CancellationToken stop)
    {
        show(first);
        using var timer = new PeriodicTimer(Interval, host.Clock);
        while (await timer.WaitForNextTickAsync(stop))
        {
            try
            {
                show(await client.GetStatusAsync(stop));
            }
            catch (CommandFailedException problem)
            {
                complain(problem.Message);
            }
        }
    }

    private void Write(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            host.Output.WriteLine(line);
    }
}
