namespace QuantTradeAI.Streaming.Calendars;

/// <summary>When a market trades, so that its silence outside of that is no failure.</summary>
public interface IMarketCalendar
{
    /// <summary>Whether it trades then; the moment of opening is within, that of closing is not.</summary>
    bool IsOpen(DateTimeOffset at);

    /// <summary>When it opens or closes next, after <paramref name="at"/>; null when that is not within <see cref="MarketCalendars.DaysAhead"/> days.</summary>
    DateTimeOffset? NextChange(DateTimeOffset at);
}
