namespace QuantTradeAI.Streams.Push;

/// <summary>What happens to a subscriber that is slower than its producer, when its outbox is full.</summary>
public enum PushStreamPolicy
{
    /// <summary>The producer waits for room, up to <see cref="PushStreamSettings.Patience"/>; then the oldest items are lost, which is told.</summary>
    Block,

    /// <summary>The oldest items are lost, which is told. The producer never waits.</summary>
    DropOldest,

    /// <summary>Of items with one key the latest is kept; where that is not enough, the oldest are lost. Both is told. The producer never waits.</summary>
    Conflate,
}
