using System.Diagnostics;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>A subscriber of one stream that holds what came against the promise.</summary>
internal sealed class Witness(string stream, Recorder recorder, IMarketDataSubscription subscription, Action onEnd) : IAsyncDisposable
{
    public string Stream => stream;

    /// <summary>The statuses so far, in short.</summary>
    public string Story => recorder.Story;

    public IReadOnlyList<FeedStatus> Statuses => recorder.Statuses;

    public IEnumerable<FeedStatus> Of(FeedStatusKind kind) => Statuses.Where(status => status.Kind == kind);

    public IReadOnlyList<Trade> Trades => recorder.Trades;

    /// <summary>How long it takes until a trade comes that a provider receives after this call.</summary>
    public async Task<TimeSpan> NextAsync(TimeSpan limit, int count = 1)
    {
        var (now, start) = (UnixNanos.Now(TimeProvider.System).Value, Stopwatch.GetTimestamp());
        try
        {
            await recorder.WaitAsync(e => e is { Kind: MarketEventKind.Trade, IsLastKnown: false } && e.Header.ReceiveTime.Value > now, "", count).WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited in vain for {count} new trades; {this}");
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>
    /// Holds what came against the promise: within an epoch each number once, in order, or announced as missing; the venue's own ids without a hole that no
    /// gap told of, over all epochs; and no trade twice.
    /// </summary>
    public void HoldsPromise()
    {
        var audit = new Audit(stream);
        foreach (var marketEvent in recorder.Events.Where(e => !e.IsLastKnown))
            audit.Take(marketEvent);
        Assert.True(audit.Broken.Count == 0, $"{string.Join('\n', audit.Broken)}\n{this}");
    }

    public override string ToString() => $"{stream}: {Trades.Count} trades; {Story}";

    public ValueTask DisposeAsync()
    {
        onEnd();
        return subscription.DisposeAsync();
    }
}
