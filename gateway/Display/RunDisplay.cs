using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;

namespace QuantTradeAI.Gateway.Display;

/// <summary>Shows a run while it goes on, and what came of it.</summary>
internal abstract class RunDisplay
{
    /// <summary>How often it refreshes.</summary>
    protected virtual TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>The display that fits where output goes.</summary>
    public static RunDisplay For(CommandHost host, bool json)
    {
        if (json)
            return new JsonDisplay(host);
        return host.OutputIsTerminal ? new LiveTableDisplay(host) : new PlainDisplay(host);
    }

    /// <summary>A warning of the engine. Any thread.</summary>
    public abstract void Notice(string line);

    /// <summary>Shows one status after the other, until the end.</summary>
    public abstract Task ShowAsync(StatusReporter reporter, CancellationToken end);

    /// <summary>Shows the whole.</summary>
    public abstract void Show(RunSummary summary);

    /// <summary>Calls <paramref name="show"/> at each interval until the end.</summary>
    protected async Task RepeatAsync(StatusReporter reporter, Action<RunStatus> show, CancellationToken end)
    {
        using var timer = new PeriodicTimer(Interval, reporter.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
                show(reporter.Next());
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end that was waited for.
        }
    }
}
