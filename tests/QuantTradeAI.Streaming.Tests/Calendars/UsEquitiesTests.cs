using System.Globalization;
using QuantTradeAI.Streaming.Calendars;

namespace QuantTradeAI.Streaming.Tests.Calendars;

/// <summary>A47: the New York exchanges, in Eastern time as people say it.</summary>
public sealed class UsEquitiesTests
{
    private static readonly ExchangeCalendar Calendar = BuiltInCalendars.UsEquities;
    private static readonly CalendarConfig Config = BuiltInCalendars.Read(MarketCalendars.UsEquities);

    [Theory]
    [InlineData("2026-03-02T09:29:59.9999999-05:00", false)] // a Monday
    [InlineData("2026-03-02T09:30:00-05:00", true)]
    [InlineData("2026-03-02T15:59:59.9999999-05:00", true)]
    [InlineData("2026-03-02T16:00:00-05:00", false)]
    [InlineData("2026-03-02T14:30:00Z", true)]
    [InlineData("2026-03-02T14:29:59Z", false)]
    [InlineData("2026-03-03T03:00:00+09:00", true)] // still Monday 13:00 in New York
    [InlineData("2026-03-07T12:00:00-05:00", false)] // Saturday
    [InlineData("2026-03-08T12:00:00-04:00", false)] // Sunday, clocks go forward
    [InlineData("2026-03-09T13:29:59Z", false)] // Monday, an hour earlier by UTC
    [InlineData("2026-03-09T13:30:00Z", true)]
    [InlineData("2026-03-09T19:59:59Z", true)]
    [InlineData("2026-03-09T20:00:00Z", false)]
    [InlineData("2026-10-30T13:30:00Z", true)] // Friday before clocks go back
    [InlineData("2026-11-02T13:30:00Z", false)] // Monday after
    [InlineData("2026-11-02T14:30:00Z", true)]
    [InlineData("2026-11-02T20:59:59Z", true)]
    [InlineData("2026-12-25T12:00:00-05:00", false)] // holidays
    [InlineData("2025-01-09T12:00:00-05:00", false)]
    [InlineData("2026-07-03T12:00:00-04:00", false)]
    [InlineData("2027-12-24T12:00:00-05:00", false)]
    [InlineData("2027-12-31T12:00:00-05:00", true)] // New Year's Day on a Saturday is not observed
    [InlineData("2026-10-12T12:00:00-04:00", true)] // Columbus Day
    [InlineData("2026-11-11T12:00:00-05:00", true)] // Veterans Day
    [InlineData("2026-11-27T12:59:59-05:00", true)] // half days
    [InlineData("2026-11-27T13:00:00-05:00", false)]
    [InlineData("2028-07-03T12:59:59-04:00", true)]
    [InlineData("2028-07-03T13:00:00-04:00", false)]
    [InlineData("2026-12-24T13:00:00-05:00", false)]
    [InlineData("2029-12-25T12:00:00-05:00", true)] // not known any more
    public void Market_AtATime_IsOpenOrNot(string at, bool isOpen) => Assert.Equal(isOpen, Calendar.IsOpen(At(at)));

    [Theory]
    [InlineData("2026-03-02T08:00:00-05:00", "2026-03-02T09:30:00-05:00")]
    [InlineData("2026-03-02T09:30:00-05:00", "2026-03-02T16:00:00-05:00")]
    [InlineData("2026-03-02T16:00:00-05:00", "2026-03-03T09:30:00-05:00")]
    [InlineData("2026-03-06T17:00:00-05:00", "2026-03-09T09:30:00-04:00")]
    [InlineData("2026-11-26T12:00:00-05:00", "2026-11-27T09:30:00-05:00")]
    [InlineData("2026-11-27T12:00:00-05:00", "2026-11-27T13:00:00-05:00")]
    [InlineData("2026-12-24T20:00:00-05:00", "2026-12-28T09:30:00-05:00")]
    public void NextChange_AfterATime_IsTheNextBell(string at, string next) => Assert.Equal(At(next), Calendar.NextChange(At(at)));

    [Theory]
    [InlineData("2026-03-02T03:59:59-05:00", false)]
    [InlineData("2026-03-02T04:00:00-05:00", true)]
    [InlineData("2026-03-02T19:59:59-05:00", true)]
    [InlineData("2026-03-02T20:00:00-05:00", false)]
    [InlineData("2026-11-27T16:59:59-05:00", true)]
    [InlineData("2026-11-27T17:00:00-05:00", false)]
    [InlineData("2026-12-25T12:00:00-05:00", false)]
    public void ExtendedHours_AtATime_AreOpenOrNot(string at, bool isOpen) => Assert.Equal(isOpen, ExchangeCalendar.Extended(Config)!.IsOpen(At(at)));

    /// <summary>Whoever mistypes a date of the file most likely lands on a weekend, or on a year with too many of them.</summary>
    [Fact]
    public void Dates_OfTheFile_ArePlausible()
    {
        Assert.All(Config.Holidays.Keys.Concat(Config.HalfDays.Keys), day => Assert.InRange(day.DayOfWeek, DayOfWeek.Monday, DayOfWeek.Friday));
        var holidays = Config.Holidays.Keys.GroupBy(day => day.Year).ToDictionary(year => year.Key, year => year.Count());
        Assert.Equal(new Dictionary<int, int> { [2024] = 10, [2025] = 11, [2026] = 10, [2027] = 10, [2028] = 9 }, holidays);
        Assert.All(Config.Holidays, day => Assert.True(!day.Value.StartsWith("Thanksgiving", StringComparison.Ordinal)
            || (day.Key.DayOfWeek == DayOfWeek.Thursday && Config.HalfDays.ContainsKey(day.Key.AddDays(1)))));
        Assert.All(Config.Holidays.Where(day => day.Value.StartsWith("Good Friday", StringComparison.Ordinal)), day => Assert.Equal(EasterOf(day.Key.Year).AddDays(-2), day.Key));
        Assert.Equal(BuiltInCalendars.UsEquitiesTimeZone, Config.TimeZone);
    }

    [Theory]
    [InlineData("2028-12-31T23:59:59-05:00", false)]
    [InlineData("2029-01-01T00:00:00-05:00", true)]
    public void Warning_AfterTheLastKnownDay_SaysSo(string at, bool isTold) => Assert.Equal(
        isTold ? "the holidays of the calendar 'us_equities' are known until 2028-12-31 only; later ones count as trading days" : null,
        Calendar.WarningAt(At(at)));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The anonymous Gregorian algorithm (Meeus, Jones, Butcher).</summary>
    private static DateOnly EasterOf(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
