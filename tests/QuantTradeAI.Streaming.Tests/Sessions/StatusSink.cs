using System.Collections.Concurrent;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>Keeps what a session tells of its feeds.</summary>
internal sealed class StatusSink : IMarketDataSink
{
    private readonly ConcurrentQueue<FeedStatus> _told = new();

    /// <summary>The symbols whose loss was told, as often as it was.</summary>
    public string Lost => string.Join(' ', _told.Where(status => status.Kind == FeedStatusKind.Disconnected).Select(status => status.Symbol));

    public bool Publish(Span<MarketEvent> events) => true;

    public void Publish(in FeedStatus status) => _told.Enqueue(status);

    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => default;
}
