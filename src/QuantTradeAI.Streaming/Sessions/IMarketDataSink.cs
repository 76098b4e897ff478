using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Where a session's events go: the symbol stage in this process, or a pump to symbol grains.</summary>
public interface IMarketDataSink
{
    /// <summary>
    /// Takes a batch in the order of arrival; the memory is the caller's again afterwards. Never blocks and never throws.
    /// Called by one reader at a time for each connection, by several at once for several connections.
    /// </summary>
    /// <returns>False when the caller should <see cref="WaitForRoomAsync"/> before it reads on.</returns>
    bool Publish(Span<MarketEvent> events);

    /// <summary>Tells how good a symbol's feed from a provider is from here on.</summary>
    void Publish(in FeedStatus status);

    /// <summary>Returns when no blocking subscriber is full, or when the longest one's patience has ended.</summary>
    ValueTask WaitForRoomAsync(CancellationToken cancellationToken);
}
