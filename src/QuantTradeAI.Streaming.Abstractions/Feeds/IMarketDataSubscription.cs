using System.Collections.Immutable;
namespace QuantTradeAI.Streaming.Feeds;

/// <summary>
/// A running subscription. Disposing it unsubscribes: when it was the last one for a symbol, the venue is told.
/// <see cref="IDisposable.Dispose"/> does not wait for a callback that runs; <see cref="IAsyncDisposable.DisposeAsync"/> does,
/// for at most 5 s, unless it is called by the callback itself or by work that a callback started: that would wait for itself.
/// All members may be called from any thread.
/// </summary>
public interface IMarketDataSubscription : IDisposable, IAsyncDisposable
{
    /// <summary>Its name in logs and status.</summary>
    string Name { get; }

    /// <summary>What it is subscribed to.</summary>
    ImmutableArray<string> Symbols { get; }

    /// <summary>How it is doing.</summary>
    SubscriptionStatistics Statistics { get; }
}
