using System.Globalization;
using QuantTradeAI.Streaming.Calendars;

namespace QuantTradeAI.Streaming.Configuration.Diff;

/// <summary>A calendar's file as values by path.</summary>
internal static class CalendarFlattening
{
    public static void Add(ConfigScope scope, CalendarConfig calendar)
    {
        scope.Text("calendar", calendar.Name);
        scope.Text("time_zone", calendar.TimeZone);
        scope.Text("known_until", Show(calendar.KnownUntil));
        scope.Set("days", calendar.Days.Select(day => day.ToString()));
        Add(scope.Under("regular"), calendar.Regular);
        if (calendar.Extended is { } extended)
            Add(scope.Under("extended"), extended);
        scope.Under("extended").Text("half_day_close", calendar.ExtendedHalfDayClose is { } close ? Show(close) : null);
        scope.Set("holidays", calendar.Holidays.Keys.Select(Show));
        scope.Set("half_days", calendar.HalfDays.Select(day => $"{Show(day.Key)} until {Show(day.Value)}"));
    }

    private static void Add(ConfigScope scope, MarketSession hours)
    {
        scope.Text("open", Show(hours.Open));
        scope.Text("close", Show(hours.Close));
    }

    private static string Show(DateOnly day) => day.ToString(CalendarReader.DateFormat, CultureInfo.InvariantCulture);

    private static string Show(TimeOnly time) => time.ToString(CalendarReader.TimeFormat, CultureInfo.InvariantCulture);
}
