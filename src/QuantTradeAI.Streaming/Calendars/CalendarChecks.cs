using System.Globalization;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Calendars;

/// <summary>What no schema can say: whether a calendar's parts fit together.</summary>
internal static class CalendarChecks
{
    public static void Check(CalendarConfig calendar, ConfigNode root, ProblemList problems)
    {
        var (regular, extended) = (calendar.Regular, calendar.Extended);
        CheckOrder(regular, root.Member("regular")!, problems);
        if (extended is { } hours)
            CheckExtended(calendar, hours, root.Member("extended")!, problems);
        foreach (var (day, name) in KeysOf(root, "holidays", calendar.Holidays.Keys))
            CheckKnown(calendar, day, name, problems);
        foreach (var (day, name) in KeysOf(root, "half_days", calendar.HalfDays.Keys))
        {
            CheckKnown(calendar, day, name, problems);
            if (calendar.Holidays.ContainsKey(day))
                problems.Add(name, "the day is among holidays, too; expected one of the two");
            else if (!calendar.Days.Contains(day.DayOfWeek))
                problems.Add(name, $"the day is a {day.DayOfWeek}, without trading; expected one of the trading days");
            if (calendar.HalfDays[day] <= regular.Open || calendar.HalfDays[day] >= regular.Close)
                problems.Add(root.Member("half_days").Member(name.Text)!, $"got {Show(calendar.HalfDays[day])}; expected a time within regular hours, {Show(regular.Open)} to {Show(regular.Close)}");
        }
    }

    private static void CheckExtended(CalendarConfig calendar, MarketSession extended, ConfigNode node, ProblemList problems)
    {
        CheckOrder(extended, node, problems);
        if (extended.Open > calendar.Regular.Open || extended.Close < calendar.Regular.Close)
            problems.Add(node, $"got {Show(extended.Open)} to {Show(extended.Close)}; expected all of the regular hours within");
        if (calendar.ExtendedHalfDayClose is { } close && (close <= extended.Open || close > extended.Close))
            problems.Add(node.Member("half_day_close")!, $"got {Show(close)}; expected a time within extended hours, {Show(extended.Open)} to {Show(extended.Close)}");
    }

    private static void CheckOrder(MarketSession session, ConfigNode node, ProblemList problems)
    {
        if (session.Close <= session.Open)
            problems.Add(node.Member("close")!, $"got {Show(session.Close)}; expected a time after open, {Show(session.Open)}, on the same day");
    }

    private static void CheckKnown(CalendarConfig calendar, DateOnly day, ScalarNode name, ProblemList problems)
    {
        if (day > calendar.KnownUntil)
            problems.Add(name, $"the day is after known_until, {calendar.KnownUntil.ToString(CalendarReader.DateFormat, CultureInfo.InvariantCulture)}; expected days until then");
    }

    private static IEnumerable<(DateOnly Day, ScalarNode Name)> KeysOf(ConfigNode root, string key, IEnumerable<DateOnly> days)
    {
        var names = root.Member(key) is MappingNode mapping ? mapping.Members.Select(member => member.Key) : [];
        return days.Join(names, day => day.ToString(CalendarReader.DateFormat, CultureInfo.InvariantCulture), name => name.Text, (day, name) => (day, name));
    }

    private static string Show(TimeOnly time) => time.ToString(CalendarReader.TimeFormat, CultureInfo.InvariantCulture);
}
