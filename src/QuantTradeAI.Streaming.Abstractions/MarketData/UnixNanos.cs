using System.Globalization;

namespace QuantTradeAI.Streaming.MarketData;

/// <summary>A point in time: nanoseconds since 1970-01-01T00:00:00Z. The default is <see cref="Absent"/>.</summary>
/// <param name="Value">Nanoseconds; 0 means that no time was given.</param>
public readonly record struct UnixNanos(long Value) : IComparable<UnixNanos>
{
    /// <summary>Nanoseconds in a <see cref="TimeSpan"/> tick.</summary>
    public const long PerTick = 100;

    /// <summary>Nanoseconds in a millisecond.</summary>
    public const long PerMillisecond = 1_000_000;

    /// <summary>Nanoseconds in a second.</summary>
    public const long PerSecond = 1_000_000_000;

    /// <summary>No time was given, as in Binance book tickers.</summary>
    public static UnixNanos Absent => default;

    /// <summary>Whether no time was given.</summary>
    public bool IsAbsent => Value == 0;

    /// <summary>The clock's time, at its resolution of 100 ns.</summary>
    public static UnixNanos Now(TimeProvider clock) => From(clock.GetUtcNow());

    /// <summary>The same point in time.</summary>
    /// <exception cref="OverflowException">Before 1677-09-21 or after 2262-04-11, which nanoseconds in 64 bits cannot tell.</exception>
    public static UnixNanos From(DateTimeOffset time) => new(checked((time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * PerTick));

    /// <summary>The same point in time, cut to 100 ns.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(Value / PerTick);

    /// <summary>The time between, cut to 100 ns. Means nothing when either is <see cref="Absent"/>: ask <see cref="IsAbsent"/> first.</summary>
    public static TimeSpan operator -(UnixNanos later, UnixNanos earlier) => TimeSpan.FromTicks((later.Value - earlier.Value) / PerTick);

    /// <summary>Whether <paramref name="left"/> is earlier; <see cref="Absent"/> is earlier than any time since 1970, so ask <see cref="IsAbsent"/> first.</summary>
    public static bool operator <(UnixNanos left, UnixNanos right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> is later; see the opposite.</summary>
    public static bool operator >(UnixNanos left, UnixNanos right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> is not later.</summary>
    public static bool operator <=(UnixNanos left, UnixNanos right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> is not earlier.</summary>
    public static bool operator >=(UnixNanos left, UnixNanos right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(UnixNanos other) => Value.CompareTo(other.Value);

    /// <summary>ISO 8601 with nine fractional digits, or <c>-</c> when absent.</summary>
    public override string ToString()
    {
        if (IsAbsent)
            return "-";
        var (seconds, nanos) = Math.DivRem(Value, PerSecond);
        if (nanos < 0)
            (seconds, nanos) = (seconds - 1, nanos + PerSecond);
        return string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeSeconds(seconds):yyyy-MM-ddTHH:mm:ss}.{nanos:D9}Z");
    }
}
