namespace QuantTradeAI.Streaming.Feeds;

/// <summary>
/// Where a strategy gets its data, whether the engine runs in this process or in a cluster.
/// Per symbol and kind, events carry consecutive sequence numbers within an epoch. A subscriber gets every event, or a
/// gap that says what it missed and why before the next one. The short forms are in <see cref="MarketDataFeedExtensions"/>.
/// </summary>
public interface IMarketDataFeed
{
    /// <summary>Subscribes; <paramref name="observer"/> is called from a pump of its own.</summary>
    /// <exception cref="ArgumentException">The request is wrong; the message names the property.</exception>
    /// <exception cref="Providers.ProviderConfigurationException">No provider offers that.</exception>
    IMarketDataSubscription Subscribe(SubscriptionRequest request, IMarketDataObserver observer);

    /// <summary>Subscribes; the caller reads at its own pace.</summary>
    /// <exception cref="ArgumentException">The request is wrong; the message names the property.</exception>
    /// <exception cref="Providers.ProviderConfigurationException">No provider offers that.</exception>
    IMarketDataReader Subscribe(SubscriptionRequest request);
}
