using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Subscriptions begin and end here.</summary>
public sealed partial class SymbolHub : ISubscribable
{
    /// <inheritdoc/>
    public IMarketDataReader Subscribe(SubscriptionRequest request) => _roster.Subscribe(request);

    /// <inheritdoc/>
    public IMarketDataSubscription Subscribe(SubscriptionRequest request, IMarketDataObserver observer) => _roster.Subscribe(request, observer);

    /// <inheritdoc/>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => _roster.WaitForRoomAsync(cancellationToken);

    /// <summary>
    /// Ends the feed: nothing is published any more, queues drain, readers then get 0.
    /// Returns when every observer got what waited for it; an observer that does not return is waited for until cancellation.
    /// Safe to call again.
    /// </summary>
    public Task CompleteAsync(CancellationToken cancellationToken = default) => _roster.CompleteAsync(cancellationToken);

    void ISubscribable.Attach(StreamKey stream, Attachment attachment)
    {
        var streams = Streams(stream.Symbol);
        lock (streams.Gate)
            streams.Stream(stream.Provider).Attach(attachment);
    }

    void ISubscribable.Detach(StreamKey stream, SubscriberQueue queue)
    {
        var streams = Streams(stream.Symbol);
        lock (streams.Gate)
            streams.Stream(stream.Provider).Detach(queue);
    }
}
