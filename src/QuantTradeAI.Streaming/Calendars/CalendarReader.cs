using System.Collections.Immutable;
using System.Globalization;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Configuration.Interpolation;
using QuantTradeAI.Streaming.Configuration.Schema;

namespace QuantTradeAI.Streaming.Calendars;

/// <summary>A calendar's file to its record, every problem with its place.</summary>
internal static class CalendarReader
{
    public const string DateFormat = "yyyy-MM-dd";
    public const string TimeFormat = "HH:mm";

    /// <summary>The calendar, or null with the problems that keep it from being used.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shown">What problems call it.</param>
    /// <param name="sources">Where it is, and where placeholders are looked up.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static CalendarConfig? Read(string path, string shown, ConfigSources sources, ProblemList problems) =>
        ConfigFile.Read(path, problems, shown, sources.Files) is { } root ? Map(shown, root, sources.Variables, problems) : null;

    /// <summary>The calendar in a text.</summary>
    public static CalendarConfig? Parse(string file, string text, ProblemList problems) =>
        ConfigFile.Parse(file, text, problems) is { } root ? Map(file, root, _ => null, problems) : null;

    private static CalendarConfig? Map(string file, ConfigNode root, Func<string, string?> variables, ProblemList problems)
    {
        var before = problems.Count;
        var accepted = CalendarSchema.Root.Accept(new Interpolator(file, variables, problems).Resolve(root), "", problems);
        if (problems.Count > before || accepted is null)
            return null;
        var extended = accepted.Member("extended");
        var calendar = new CalendarConfig
        {
            Name = accepted.Text("calendar")!,
            TimeZone = accepted.Text("time_zone")!,
            Source = accepted.Text("source"),
            KnownUntil = Date(accepted.Text("known_until")!),
            Regular = Session(accepted.Member("regular")!),
            Extended = extended is null ? null : Session(extended),
            ExtendedHalfDayClose = extended.Text("half_day_close") is { } close ? Time(close) : null,
            Holidays = accepted.Pairs("holidays").ToImmutableSortedDictionary(pair => Date(pair.Key), pair => pair.Value),
            HalfDays = accepted.Pairs("half_days").ToImmutableSortedDictionary(pair => Date(pair.Key), pair => Time(pair.Value)),
        };
        if (accepted.Texts("days") is { } days)
            calendar = calendar with { Days = [.. days.Select(day => Enum.Parse<DayOfWeek>(day, ignoreCase: true))] };
        CalendarChecks.Check(calendar, accepted, problems);
        return problems.Count > before ? null : calendar;
    }

    private static MarketSession Session(ConfigNode node) => new(Time(node.Text("open")!), Time(node.Text("close")!));

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture);
}
