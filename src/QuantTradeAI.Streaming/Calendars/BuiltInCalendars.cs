using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Calendars;

/// <summary>The calendars that come with this program, as files within it.</summary>
internal static class BuiltInCalendars
{
    private static readonly Lazy<ExchangeCalendar> Us = new(() => ExchangeCalendar.Regular(Read(MarketCalendars.UsEquities)));

    public const string UsEquitiesTimeZone = "America/New_York";

    /// <exception cref="Providers.ProviderConfigurationException">The machine does not know its time zone.</exception>
    public static ExchangeCalendar UsEquities => Us.Value;

    public static CalendarConfig Read(string name)
    {
        var file = $"{name}.yaml";
        using var stream = typeof(BuiltInCalendars).Assembly.GetManifestResourceStream(typeof(BuiltInCalendars), file)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var problems = new ProblemList();
        var calendar = CalendarReader.Parse(file, ConfigFile.Text(bytes), problems);
        problems.ThrowIfAny();
        return calendar!;
    }
}
