using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Adapters.Json;

/// <summary>
/// Reads <c>2021-04-17T16:43:30.244075Z</c> with 0 to 9 fractional digits, exact to the nanosecond.
/// Refuses anything else: other offsets, leap seconds, days that no month has, and times before 1970 or after 2262-04-11.
/// </summary>
internal static class IsoTime
{
    private const int FractionAt = 19;
    private const int MaxFractionDigits = 9;
    private const int SecondsPerDay = 86_400;

    /// <summary>False for what is no such time; 1970-01-01T00:00:00Z is <see cref="UnixNanos.Absent"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out UnixNanos time)
    {
        time = default;
        if (text.Length is < FractionAt + 1 or > FractionAt + MaxFractionDigits + 2 || text[^1] != 'Z')
            return false;
        if (((text[4] ^ '-') | (text[7] ^ '-') | (text[10] ^ 'T') | (text[13] ^ ':') | (text[16] ^ ':')) != 0)
            return false;

        var bad = 0;
        var year = Two(text, 0, ref bad) * 100 + Two(text, 2, ref bad);
        var month = Two(text, 5, ref bad);
        var day = Two(text, 8, ref bad);
        var hour = Two(text, 11, ref bad);
        var minute = Two(text, 14, ref bad);
        var second = Two(text, 17, ref bad);
        if (bad < 0 || !TryReadFraction(text[FractionAt..^1], out var nanos))
            return false;
        if (year < 1970 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        if (hour > 23 || minute > 59 || second > 59)
            return false;

        var seconds = DaysSinceEpoch(year, month, day) * SecondsPerDay + hour * 3600 + minute * 60 + second;
        if (seconds > (long.MaxValue - nanos) / UnixNanos.PerSecond)
            return false;
        time = new UnixNanos(seconds * UnixNanos.PerSecond + nanos);
        return true;
    }

    /// <summary>Two digits; anything else makes <paramref name="bad"/> negative.</summary>
    private static int Two(ReadOnlySpan<byte> text, int at, ref int bad)
    {
        var tens = text[at] - '0';
        var ones = text[at + 1] - '0';
        bad |= tens | ones | (9 - tens) | (9 - ones);
        return tens * 10 + ones;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> text, out long nanos)
    {
        nanos = 0;
        if (text.IsEmpty)
            return true;
        if (text[0] != '.' || text.Length == 1)
            return false;
        for (var place = 1; place <= MaxFractionDigits; place++)
        {
            var digit = place < text.Length ? text[place] - '0' : 0;
            if (digit is < 0 or > 9)
                return false;
            nanos = nanos * 10 + digit;
        }

        return true;
    }

    /// <summary>Days from 1970-01-01 in the Gregorian calendar; the year is counted from March, so that a leap day ends it.</summary>
    private static long DaysSinceEpoch(int year, int month, int day)
    {
        const int DaysToEpoch = 719_468;
        if (month <= 2)
            year--;
        var monthFromMarch = (month + 9) % 12;
        return 365L * year + year / 4 - year / 100 + year / 400 + (153 * monthFromMarch + 2) / 5 + day - 1 - DaysToEpoch;
    }
}
