using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.Recovery;

/// <summary>One provider of a <see cref="FaultSchedule"/>, and what the schedule itself knows of its wellness.</summary>
internal sealed class FaultyProvider(ProviderId id)
{
    private DateTimeOffset _unwellAt = DateTimeOffset.MinValue;

    public ProviderId Id => id;

    /// <summary>The next trade id that it tells.</summary>
    public long Next { get; set; }

    public long QuoteId { get; set; } = 100;

    /// <summary>The newest quote that it told.</summary>
    public long ToldQuote { get; set; }

    /// <summary>Trade ids that it told.</summary>
    public List<long> Told { get; } = [];

    /// <summary>Trade ids that were overtaken and may still come.</summary>
    public List<long> Held { get; } = [];

    public bool IsDisconnected { get; set; }

    public bool IsUsable { get; set; } = true;

    public FeedStatusKind? State { get; set; }

    public bool IsWell { get; private set; }

    public DateTimeOffset WellSince { get; set; }

    public bool WasUnwellSince(DateTimeOffset time) => _unwellAt >= time;

    public void Hear(DateTimeOffset now)
    {
        State = FeedStatusKind.Live;
        Judge(now);
    }

    public void Judge(DateTimeOffset now)
    {
        var isWell = IsUsable && State is (FeedStatusKind.Live or FeedStatusKind.Resynced);
        if (State is FeedStatusKind.Live or FeedStatusKind.Resynced)
            IsDisconnected = false;
        if (isWell && !IsWell)
            WellSince = now;
        if (!isWell)
            _unwellAt = now;
        IsWell = isWell;
    }
}
