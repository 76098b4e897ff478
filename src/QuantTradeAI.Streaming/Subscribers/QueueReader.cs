using System.Collections.Immutable;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>A subscription that its owner reads.</summary>
internal sealed class QueueReader(Subscription subscription) : IMarketDataReader
{
    public string Name => subscription.Plan.Name;

    public ImmutableArray<string> Symbols => subscription.Symbols;

    public SubscriptionStatistics Statistics => subscription.Statistics;

    public ValueTask<int> ReadAsync(Memory<MarketEvent> buffer, CancellationToken cancellationToken = default) =>
        subscription.Queue.ReadAsync(buffer, cancellationToken);

    public void Dispose() => subscription.End();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
