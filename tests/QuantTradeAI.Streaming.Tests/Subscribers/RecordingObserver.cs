using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

/// <summary>Keeps what it gets, then does <paramref name="then"/>.</summary>
internal sealed class RecordingObserver(Func<MarketEvent, CancellationToken, ValueTask>? then = null) : IMarketDataObserver
{
    private readonly Lock _gate = new();
    private readonly List<MarketEvent> _events = [];
    private readonly List<(Func<List<MarketEvent>, bool> Condition, TaskCompletionSource Met)> _waits = [];

    public List<MarketEvent> Events
    {
        get
        {
            lock (_gate)
                return [.. _events];
        }
    }

    public ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _events.Add(marketEvent);
            foreach (var (condition, met) in _waits)
            {
                if (condition(_events))
                    met.TrySetResult();
            }
        }

        return then?.Invoke(marketEvent, cancellationToken) ?? default;
    }

    public async Task Until(string missing, Func<List<MarketEvent>, bool> condition)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (condition(_events))
                return;
            _waits.Add((condition, met));
        }

        await met.Task.Within($"{missing}, got {Events.Count} events");
    }
}
