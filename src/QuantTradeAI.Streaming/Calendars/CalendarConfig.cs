using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Calendars;

/// <summary>A market's calendar as its file says it.</summary>
public sealed record CalendarConfig
{
    /// <summary><c>calendar</c>: its name.</summary>
    public required string Name { get; init; }

    /// <summary><c>time_zone</c>: the IANA name of the zone that all times here are in.</summary>
    public required string TimeZone { get; init; }

    /// <summary><c>source</c>: where the dates come from; null when it is not said.</summary>
    public string? Source { get; init; }

    /// <summary><c>known_until</c>: the last day whose holidays are known; later ones count as usual days of their week.</summary>
    public required DateOnly KnownUntil { get; init; }

    /// <summary><c>days</c>: when it trades; Monday to Friday unless told otherwise.</summary>
    public ImmutableSortedSet<DayOfWeek> Days { get; init; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary><c>regular</c>: the hours within which silence is judged.</summary>
    public required MarketSession Regular { get; init; }

    /// <summary><c>extended</c>: the hours with those before and after; null when it has none. Trading is thin then, so silence proves nothing.</summary>
    public MarketSession? Extended { get; init; }

    /// <summary><c>extended.half_day_close</c>: when extended hours end on half days; null for as on any other day.</summary>
    public TimeOnly? ExtendedHalfDayClose { get; init; }

    /// <summary><c>holidays</c>: days without trading, with their names.</summary>
    public ImmutableSortedDictionary<DateOnly, string> Holidays { get; init; } = ImmutableSortedDictionary<DateOnly, string>.Empty;

    /// <summary><c>half_days</c>: days on which regular hours end early, and when.</summary>
    public ImmutableSortedDictionary<DateOnly, TimeOnly> HalfDays { get; init; } = ImmutableSortedDictionary<DateOnly, TimeOnly>.Empty;
}
