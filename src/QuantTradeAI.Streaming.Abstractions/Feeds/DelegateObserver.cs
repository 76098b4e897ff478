using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Feeds;

/// <summary>Calls a delegate for the events that <paramref name="select"/> finds.</summary>
internal sealed class DelegateObserver<T>(DelegateObserver<T>.Selector select, Action<T>? sync, Func<T, ValueTask>? async) : IMarketDataObserver
{
    public delegate bool Selector(in MarketEvent marketEvent, out T value);

    public ValueTask OnEventAsync(in MarketEvent marketEvent, CancellationToken cancellationToken)
    {
        if (!select(marketEvent, out var value))
            return default;
        if (sync is null)
            return async!(value);
        sync(value);
        return default;
    }
}
