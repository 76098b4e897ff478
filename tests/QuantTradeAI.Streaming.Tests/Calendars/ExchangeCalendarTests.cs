using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using QuantTradeAI.Streaming.Calendars;

namespace QuantTradeAI.Streaming.Tests.Calendars;

public sealed class ExchangeCalendarTests
{
    private static readonly string[] Zones =
        ["America/New_York", "Europe/London", "Asia/Tokyo", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu", "UTC"];

    public static Arbitrary<CalendarConfig> Calendars() => Arb.From(
        from zone in Gen.Elements(Zones)
        from open in Gen.Choose(0, 1438)
        from length in Gen.Choose(1, 1439 - open)
        from days in Gen.SubListOf(Enum.GetValues<DayOfWeek>())
        from holidays in Gen.ListOf(Gen.Choose(0, 800))
        from halves in Gen.ListOf(Gen.Choose(0, 800))
        select new CalendarConfig
        {
            Name = "x",
            TimeZone = zone,
            KnownUntil = Start.AddDays(1000),
            Days = [.. days],
            Regular = new MarketSession(Minute(open), Minute(open + length)),
            Holidays = holidays.Distinct().ToImmutableSortedDictionary(day => Start.AddDays(day), _ => "off"),
            HalfDays = halves.Distinct().ToImmutableSortedDictionary(day => Start.AddDays(day), _ => Minute(open + ((length + 1) / 2))),
        });

    private static DateOnly Start => new(2026, 1, 1);

    /// <summary>Between one change and the next nothing changes, and at the next it does.</summary>
    [Property(Arbitrary = [typeof(ExchangeCalendarTests)], MaxTest = 300)]
    public void NextChange_OfAnyCalendar_IsWhereItChangesAndNowhereBefore(CalendarConfig config, PositiveInt minutes)
    {
        var calendar = ExchangeCalendar.Regular(config);
        var at = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes.Get * 7919L % 1_000_000);

        if (calendar.NextChange(at) is not { } next)
        {
            Assert.Empty(config.Days);
            return;
        }

        Assert.True(next > at);
        Assert.NotEqual(calendar.IsOpen(next), calendar.IsOpen(next.AddTicks(-1)));
        Assert.Equal(calendar.IsOpen(at), calendar.IsOpen(next.AddTicks(-1)));
        for (var between = at; between < next; between = between.AddMinutes(37))
            Assert.True(calendar.IsOpen(at) == calendar.IsOpen(between), $"{between:O}");
        Assert.Equal(next, calendar.NextChange(next.AddTicks(-1)));
    }

    [Theory]
    [InlineData("2026-03-08", "2026-03-08T07:30:00Z", "2026-03-08T12:00:00Z")] // 02:30 does not exist: as much later
    [InlineData("2026-11-01", "2026-11-01T07:30:00Z", "2026-11-01T13:00:00Z")]
    [InlineData("2026-03-09", "2026-03-09T06:30:00Z", "2026-03-09T12:00:00Z")]
    public void Opening_InTheHourOfDaylightSaving_HappensOnce(string day, string open, string close)
    {
        var calendar = ExchangeCalendar.Regular(Daily("02:30", "08:00"));
        var before = DateTimeOffset.Parse($"{day}T00:00:00-05:00", CultureInfo.InvariantCulture);

        var opened = calendar.NextChange(before);

        Assert.Equal(DateTimeOffset.Parse(open, CultureInfo.InvariantCulture), opened);
        Assert.Equal(DateTimeOffset.Parse(close, CultureInfo.InvariantCulture), calendar.NextChange(opened!.Value));
    }

    [Fact]
    public void Opening_InTheHourThatComesTwice_IsTheFirst() => Assert.Equal(
        new DateTimeOffset(2026, 11, 1, 5, 30, 0, TimeSpan.Zero),
        ExchangeCalendar.Regular(Daily("01:30", "08:00")).NextChange(new DateTimeOffset(2026, 11, 1, 4, 30, 0, TimeSpan.Zero)));

    [Fact]
    public void NextChange_AtTheEndOfTime_IsNone() => Assert.Null(BuiltInCalendars.UsEquities.NextChange(DateTimeOffset.MaxValue));

    [Fact]
    public void ExtendedHours_ThatTheFileDoesNotGive_AreNone() => Assert.Null(ExchangeCalendar.Extended(Daily("09:00", "17:00")));

    [Fact]
    public void ExtendedHours_WithoutATimeForHalfDays_AreUsualThen()
    {
        var config = Daily("09:00", "17:00") with
        {
            Extended = new MarketSession(new TimeOnly(8, 0), new TimeOnly(18, 0)),
            HalfDays = ImmutableSortedDictionary<DateOnly, TimeOnly>.Empty.Add(Start, new TimeOnly(12, 0)),
        };

        Assert.True(ExchangeCalendar.Extended(config)!.IsOpen(DateTimeOffset.Parse("2026-01-01T17:59:00-05:00", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void AlwaysOpen_IsOpenWithoutEnd()
    {
        Assert.True(AlwaysOpen.Instance.IsOpen(DateTimeOffset.MinValue));
        Assert.Null(AlwaysOpen.Instance.NextChange(DateTimeOffset.MinValue));
    }

    private static CalendarConfig Daily(string open, string close) => new()
    {
        Name = "daily",
        TimeZone = "America/New_York",
        KnownUntil = new DateOnly(2027, 12, 31),
        Days = [.. Enum.GetValues<DayOfWeek>()],
        Regular = new MarketSession(TimeOnly.Parse(open, CultureInfo.InvariantCulture), TimeOnly.Parse(close, CultureInfo.InvariantCulture)),
    };

    private static TimeOnly Minute(int minute) => TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(minute));
}
