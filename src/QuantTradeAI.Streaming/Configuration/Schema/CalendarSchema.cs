using System.Globalization;
using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Calendars;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A market's calendar.</summary>
internal static class CalendarSchema
{
    public const string Title = "A market's calendar";

    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly TextRule Time = new("a time of day like 09:30", "(?:[01][0-9]|2[0-3]):[0-5][0-9]");

    private static readonly TextRule Date = new(
        "a date like 2026-12-25", "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        text => DateOnly.TryParseExact(text, CalendarReader.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    private static readonly TextRule TimeZone = new(
        "the IANA name of a time zone that this machine knows, like America/New_York (it knows none without the package tzdata)",
        "[A-Za-z0-9_+/-]{1,64}", text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _));

    private static readonly Key[] Hours =
    [
        new Key("open", Time, "The first moment.") { IsRequired = true },
        new Key("close", Time, "The first moment after, on the same day.") { IsRequired = true },
    ];

    public static readonly ObjectRule Root = new(
        new Key("$schema", Rules.Text, "For editors."),
        new Key("calendar", Rules.Name, "Its name.") { IsRequired = true },
        new Key("time_zone", TimeZone, "Which zone all times here are in.") { IsRequired = true },
        new Key("source", Rules.Text, "Where the dates come from."),
        new Key("known_until", Date, "The last day whose holidays are known; later ones count as usual days of their week.") { IsRequired = true },
        new Key("days", new ListRule(new ChoiceRule(Weekdays), "days of the week", least: 1, isUnique: true), "When it trades.")
        {
            Default = new JsonArray([.. Weekdays[..5].Select(day => (JsonNode)day)]),
        },
        new Key("regular", new ObjectRule(Hours), "The hours within which silence is judged.") { IsRequired = true },
        new Key(
            "extended",
            new ObjectRule([.. Hours, new Key("half_day_close", Time, "When they end on half days; as on any other day when absent.")]),
            "The hours with those before and after, in which little is traded."),
        new Key("holidays", new MapRule(Date, Rules.Text, "dates to the holidays' names"), "Days without trading."),
        new Key("half_days", new MapRule(Date, Time, "dates to the times of closing"), "Days on which regular hours end early."));
}
