using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>A subscriber that keeps what it gets and lets a test wait for it.</summary>
internal sealed class Recorder : IMarketDataObserver
{
    private readonly Lock _changing = new();
    private readonly List<MarketEvent> _events = [];
    private readonly List<(Func<IReadOnlyList<MarketEvent>, bool> Condition, TaskCompletionSource Done)> _waiters = [];

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
            foreach (var (_, done) in _waiters.Where(waiter => waiter.Condition(_events)).ToList())
                done.TrySetResult();
        }

        return default;
    }

    /// <summary>Returns once the events fulfil the condition; it is asked at each event.</summary>
    public Task WaitAsync(Func<IReadOnlyList<MarketEvent>, bool> condition, string what)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_changing)
        {
            if (condition(_events))
                return Task.CompletedTask;
            _waiters.Add((condition, done));
        }

        return Patience.For(done.Task, () => $"{what}; got {string.Join(", ", Events)}");
    }

    public Task WaitForTradeAsync(long tradeId) =>
        WaitAsync(events => events.Any(e => e.Kind == MarketEventKind.Trade && e.Trade.TradeId == tradeId), $"trade {tradeId}");

    public Task WaitForStatusAsync(FeedStatusKind kind, int count = 1) =>
        WaitAsync(events => events.Count(e => e.Kind == MarketEventKind.Status && e.Status.Kind == kind) >= count, $"status {kind} x {count}");

    private static string Tell(FeedStatus status) =>
        status.Kind == FeedStatusKind.Gap ? $"Gap({status.Lost},{status.Reason},{status.Missed})" : status.Kind.ToString();
}
