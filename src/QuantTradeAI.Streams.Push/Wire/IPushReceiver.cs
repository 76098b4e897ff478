namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>One per process: takes what is published to all of its subscribers, from any producer.</summary>
[Alias("push.IPushReceiver")]
internal interface IPushReceiver : IGrainObserver
{
    /// <summary>Takes a frame, at once: what a subscriber has no room for is named as pending, and acknowledged later.</summary>
    [Alias("Deliver")]
    Task<DeliveryReply> DeliverAsync([Immutable] DeliveryFrame frame);
}
