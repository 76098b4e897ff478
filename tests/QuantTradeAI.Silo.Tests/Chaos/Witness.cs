using System.Diagnostics;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>A subscriber of one stream, and what was published to it.</summary>
internal sealed class Witness(string stream, Traffic.Line line, Recorder recorder, IMarketDataSubscription subscription) : IAsyncDisposable
{
    /// <summary>The statuses so far, in short.</summary>
    public string Story => recorder.Story;

    public IReadOnlyList<FeedStatus> Statuses => recorder.Statuses;

    public IEnumerable<FeedStatus> Of(FeedStatusKind kind) => Statuses.Where(status => status.Kind == kind);

    public int Count => recorder.Trades.Count;

    /// <summary>How long it takes until a trade comes that is published after this call.</summary>
    public async Task<TimeSpan> NextAsync(TimeSpan limit)
    {
        var (last, start) = (line.LastId, Stopwatch.GetTimestamp());
        var came = recorder.WaitAsync(e => e is { Kind: MarketEventKind.Trade, IsLastKnown: false } && e.Trade.TradeId > last, $"a trade of {stream} after {last}");
        await came.WaitAsync(limit);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>
    /// Holds what came against the promise: each number once, in order, or announced as missing, and the venue's own ids without a hole that no gap
    /// told of.
    /// </summary>
    public void HoldsPromise()
    {
        var events = recorder.Events;
        Promise.Holds(events);
        var last = new Dictionary<ProviderId, long>();
        foreach (var marketEvent in events)
        {
            if (marketEvent is { Kind: MarketEventKind.Status, Status: { Kind: FeedStatusKind.Gap, Lost: MarketEventKind.Trade } or { Kind: FeedStatusKind.SourceChanged } })
                last.Clear();
            if (marketEvent.Kind != MarketEventKind.Trade || marketEvent.IsLastKnown || marketEvent.Header.Flags.HasFlag(EventFlags.Late))
                continue;
            var id = marketEvent.Trade.TradeId;
            if (last.TryGetValue(marketEvent.Header.Provider, out var before) && id != before + 1)
                Assert.Fail($"{stream}: trade {id} came after {before}, and no gap between: {Story}");
            last[marketEvent.Header.Provider] = id;
        }
    }

    public override string ToString() => $"{stream}: {Count} trades; {Story}";

    public ValueTask DisposeAsync() => subscription.DisposeAsync();
}
