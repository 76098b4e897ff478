namespace QuantTradeAI.Streaming.Calendars;

/// <summary>A market with hours, holidays and half days, in a time zone with its daylight saving.</summary>
internal sealed class ExchangeCalendar : IMarketCalendar
{
    private readonly CalendarConfig _config;
    private readonly MarketSession _hours;
    private readonly Func<TimeOnly, TimeOnly> _halfDayClose;
    private readonly TimeZoneInfo _zone;

    private ExchangeCalendar(CalendarConfig config, MarketSession hours, Func<TimeOnly, TimeOnly> halfDayClose)
    {
        (_config, _hours, _halfDayClose) = (config, hours, halfDayClose);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(config.TimeZone);
    }

    /// <summary>By regular hours: what silence is judged by.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine does not know the zone.</exception>
    public static ExchangeCalendar Regular(CalendarConfig config) => new(config, config.Regular, close => close);

    /// <summary>By extended hours; null when it has none.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine does not know the zone.</exception>
    public static ExchangeCalendar? Extended(CalendarConfig config) =>
        config.Extended is { } hours ? new(config, hours, _ => config.ExtendedHalfDayClose ?? hours.Close) : null;

    public bool IsOpen(DateTimeOffset at) => SessionOf(DayOf(at)) is { } session && at >= session.Open && at < session.Close;

    public DateTimeOffset? NextChange(DateTimeOffset at)
    {
        var day = DayOf(at);
        for (var i = 0; i < MarketCalendars.DaysAhead && day < DateOnly.MaxValue; i++, day = day.AddDays(1))
        {
            if (SessionOf(day) is not { } session)
                continue;
            if (at < session.Open)
                return session.Open;
            if (at < session.Close)
                return session.Close;
        }

        return null;
    }

    /// <summary>What is doubtful about it then; null when nothing is.</summary>
    public string? WarningAt(DateTimeOffset at) => DayOf(at) <= _config.KnownUntil
        ? null
        : $"the holidays of the calendar '{_config.Name}' are known until {_config.KnownUntil:yyyy-MM-dd} only; later ones count as trading days";

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, _zone).DateTime);

    private (DateTimeOffset Open, DateTimeOffset Close)? SessionOf(DateOnly day)
    {
        if (!_config.Days.Contains(day.DayOfWeek) || _config.Holidays.ContainsKey(day))
            return null;
        var close = _config.HalfDays.TryGetValue(day, out var early) ? _halfDayClose(early) : _hours.Close;
        return (At(day, _hours.Open), At(day, close));
    }

    /// <summary>A local time: the first one where clocks go back, and where they go forward past it as much later.</summary>
    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
