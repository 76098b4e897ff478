using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>One batch on its way to the subscribers: one publish time, and one wake-up for each reader that waits.</summary>
internal ref struct FanOut(UnixNanos now)
{
    [ThreadStatic]
    private static List<SubscriberQueue>? _sleepers;

    private List<SubscriberQueue>? _toWake;

    public readonly UnixNanos Now => now;

    /// <summary>Whether a blocking subscriber is full.</summary>
    public bool Full { get; private set; }

    public void Offer(Attachment[] attachments, ref MarketEvent marketEvent)
    {
        foreach (var attachment in attachments)
            Offer(attachment, ref marketEvent);
    }

    public void Offer(Attachment attachment, ref MarketEvent marketEvent)
    {
        var offered = attachment.Queue.Offer(attachment.Lane, ref marketEvent);
        if (offered != OfferResult.None)
            Note(attachment.Queue, offered);
    }

    /// <summary>Hands over: call outside of all locks.</summary>
    public readonly void Wake()
    {
        if (_toWake is null)
            return;
        foreach (var queue in _toWake)
            queue.Wake();
        _toWake.Clear();
    }

    private void Note(SubscriberQueue queue, OfferResult offered)
    {
        Full |= (offered & OfferResult.Full) != 0;
        if ((offered & OfferResult.Wake) == 0)
            return;
        _toWake ??= _sleepers ??= [];
        _toWake.Add(queue);
    }
}
