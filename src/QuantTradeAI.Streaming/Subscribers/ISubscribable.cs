using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>The streams that a <see cref="SubscriberRoster"/>'s subscriptions get.</summary>
internal interface ISubscribable
{
    /// <summary>From here on the stream goes to this queue, last known values first. Called from any thread.</summary>
    void Attach(StreamKey stream, Attachment attachment);

    /// <summary>The stream goes to this queue no longer; one that is not attached is no error. Called from any thread, and must not throw.</summary>
    void Detach(StreamKey stream, SubscriberQueue queue);
}
