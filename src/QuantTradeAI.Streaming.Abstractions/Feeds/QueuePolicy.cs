namespace QuantTradeAI.Streaming.Feeds;

/// <summary>What a subscriber's full queue does.</summary>
public enum QueuePolicy
{
    /// <summary>
    /// Trades and books: <see cref="DropOldest"/>. Quotes: <see cref="Conflate"/>.
    /// </summary>
    Default,

    /// <summary>
    /// Lose nothing: the provider's reader waits, so its other subscribers wait too, for at most
    /// <see cref="SubscriptionRequest.BlockTimeout"/>; then this subscriber loses its oldest events, with a gap, until it has caught up.
    /// For replays and recorders.
    /// </summary>
    Block,

    /// <summary>The oldest events make room; a gap tells which.</summary>
    DropOldest,

    /// <summary>A newer quote replaces the waiting one of its symbol, which counts what it replaced. Other kinds: <see cref="DropOldest"/>.</summary>
    Conflate,
}
