using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>A subscriber that keeps what it gets and lets a test wait for it.</summary>
internal sealed class Recorder : IMarketDataObserver
{
    private readonly Lock _changing = new();
    private readonly List<MarketEvent> _events = [];
    private readonly List<(Predicate<MarketEvent> Wanted, int Count, TaskCompletionSource Done)> _waiters = [];

    public IReadOnlyList<MarketEvent> Events
    {
        get
        {
            lock (_changing)
                return [.. _events];
        }
    }

    public IReadOnlyList<Trade> Trades => [.. Events.Where(e => e.Kind == MarketEventKind.Trade && !e.IsLastKnown).Select(e => e.Trade)];

    public IReadOnlyList<Quote> Quotes => [.. Events.Where(e => e.Kind == MarketEventKind.Quote && !e.IsLastKnown).Select(e => e.Quote)];

    public IReadOnlyList<FeedStatus> Statuses => [.. Events.Where(e => e.Kind == MarketEventKind.Status).Select(e => e.Status)];

    /// <summary>Statuses in short: <c>Live Disconnected Gap(Trade,VenueGap,1)</c>.</summary>
    public string Story => string.Join(' ', Statuses.Select(Tell));

    public ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            _events.Add(marketEvent);
            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                var (wanted, count, done) = _waiters[i];
                if (!wanted(marketEvent))
                    continue;
                _waiters[i] = (wanted, count - 1, done);
                if (count == 1)
                    done.TrySetResult();
            }
        }

        return default;
    }

    /// <summary>Returns once <paramref name="count"/> such events have come, counted from the beginning.</summary>
    public Task WaitAsync(Predicate<MarketEvent> wanted, string what, int count = 1)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_changing)
        {
            var missing = count - _events.Count(e => wanted(e));
            if (missing <= 0)
                return Task.CompletedTask;
            _waiters.Add((wanted, missing, done));
        }

        return Patience.For(done.Task, () => $"{what}; got {string.Join(", ", Events.TakeLast(20))}");
    }

    public Task WaitForTradeAsync(long tradeId, int count = 1) =>
        WaitAsync(e => e.Kind == MarketEventKind.Trade && e.Trade.TradeId == tradeId, $"trade {tradeId}", count);

    public Task WaitForQuotesAsync(int count) => WaitAsync(e => e.Kind == MarketEventKind.Quote && !e.IsLastKnown, $"{count} quotes", count);

    public Task WaitForStatusAsync(FeedStatusKind kind) =>
        WaitAsync(e => e.Kind == MarketEventKind.Status && e.Status.Kind == kind, $"status {kind}");

    private static string Tell(FeedStatus status) =>
        status.Kind == FeedStatusKind.Gap ? $"Gap({status.Lost},{status.Reason},{status.Missed})" : status.Kind.ToString();
}
