using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>
/// Tells a venue that numbers anew from one that repeats itself. A repetition is a rotation's overlap or a short replay:
/// near the last id. Taking a renumbering for a repetition would silence the stream for ever; the other mistake costs one doubled event.
/// </summary>
internal static class IdReset
{
    /// <summary>Ids further back than this are no repetition.</summary>
    public const long MaxRepeat = 1_000_000;

    /// <summary>A repetition is as old as what it repeats; an id from before with a time so much later, by the venue's own clock, is a new one.</summary>
    public static readonly TimeSpan MinLater = TimeSpan.FromSeconds(1);

    /// <summary>Consecutive ids that jump ahead further than this were renumbered, not lost.</summary>
    public const long MaxLoss = 1_000_000_000;

    /// <summary>
    /// Ids that count trades: further back than <see cref="MaxRepeat"/>, or ahead than <see cref="MaxLoss"/>,
    /// or less than half of the last one just after a disconnection.
    /// </summary>
    public static bool OfConsecutive(long last, long id, bool afterDisconnect) =>
        last - id > MaxRepeat || id - last > MaxLoss || (afterDisconnect && id < last / 2);

    /// <summary>Ids that only grow may be far apart: less than half of the last one, and just after a disconnection or further back than <see cref="MaxRepeat"/>.</summary>
    public static bool OfGrowing(long last, long id, bool afterDisconnect) =>
        id < last / 2 && (afterDisconnect || last - id > MaxRepeat);

    /// <summary>An id from before that came after a disconnection with a later time; undecided where the venue tells no time.</summary>
    public static bool ByTime(long last, long id, UnixNanos lastTime, UnixNanos time, bool afterDisconnect) =>
        afterDisconnect && id < last && !lastTime.IsAbsent && !time.IsAbsent && time - lastTime > MinLater;
}
