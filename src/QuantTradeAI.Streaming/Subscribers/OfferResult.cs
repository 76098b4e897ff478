namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>What the publisher has to do after an offer.</summary>
[Flags]
internal enum OfferResult
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Call <see cref="SubscriberQueue.Wake"/> when the batch is out. Only one publisher is asked to.</summary>
    Wake = 1,

    /// <summary>A blocking subscriber is full: wait for room before reading on.</summary>
    Full = 2,
}
