namespace QuantTradeAI.Streams.Push;

/// <summary>Why a subscriber did not get items.</summary>
public enum LossReason
{
    /// <summary>It was too slow, and its outbox was full.</summary>
    Overflow,

    /// <summary>Later items with the same keys took their places.</summary>
    Conflated,

    /// <summary>Its process could not be reached, or was taken for dead and came back.</summary>
    Unreachable,

    /// <summary>They could not be read as what the subscriber expects.</summary>
    Unreadable,

    /// <summary>The subscriber is a grain that did not resume its subscription.</summary>
    Unobserved,

    /// <summary>The process that published them is gone, and nobody knows how many there were, if any.</summary>
    ProducerLost,
}
