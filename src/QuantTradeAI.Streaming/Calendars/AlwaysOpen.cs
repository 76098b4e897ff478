namespace QuantTradeAI.Streaming.Calendars;

/// <summary>A market that never closes.</summary>
internal sealed class AlwaysOpen : IMarketCalendar
{
    public static readonly AlwaysOpen Instance = new();

    public bool IsOpen(DateTimeOffset at) => true;

    public DateTimeOffset? NextChange(DateTimeOffset at) => null;
}
