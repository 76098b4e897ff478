using System.Collections.Frozen;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Calendars;

/// <summary>
/// When the markets of each asset type are open. Unless configuration says otherwise, stocks, equities and ETFs trade by
/// <see cref="UsEquities"/>, all else always. Silence is judged within regular hours.
/// </summary>
public sealed class MarketCalendars
{
    /// <summary>The name of the calendar that never closes.</summary>
    public const string Always = "always";

    /// <summary>The name of the built-in calendar of the New York exchanges.</summary>
    public const string UsEquities = "us_equities";

    /// <summary>How far ahead a market's next change is looked for.</summary>
    public const int DaysAhead = 400;

    private static readonly string[] UsualUsTypes = ["stocks", "equities", "etf"];

    private readonly FrozenDictionary<string, IMarketCalendar> _byType;
    private readonly string? _missing;

    private MarketCalendars(IReadOnlyDictionary<string, IMarketCalendar> byType, string? missing) =>
        (_byType, _missing) = (byType.ToFrozenDictionary(StringComparer.Ordinal), missing);

    /// <summary>As configured. Where the machine lacks New York's time zone, stocks that configuration does not name count as always open.</summary>
    /// <exception cref="ProviderConfigurationException">A calendar cannot be used; configurations that were read from a file have none such.</exception>
    public static MarketCalendars Of(StreamingConfig config) =>
        Of(config, TimeZoneInfo.TryFindSystemTimeZoneById(BuiltInCalendars.UsEquitiesTimeZone, out _));

    internal static MarketCalendars Of(StreamingConfig config, bool knowsNewYork)
    {
        var types = UsualUsTypes.ToDictionary(type => type, _ => knowsNewYork ? UsEquities : Always, StringComparer.Ordinal);
        var isUsual = UsualUsTypes.Any(type => !config.MarketHours.ContainsKey(type));
        foreach (var (type, calendar) in config.MarketHours)
            types[type] = calendar;
        var missing = knowsNewYork || !isUsual
            ? null
            : $"this machine does not know the time zone {BuiltInCalendars.UsEquitiesTimeZone}, so stocks count as always open; install tzdata, or name a calendar in streaming.market_hours";
        return new MarketCalendars(types.ToDictionary(pair => pair.Key, pair => Find(pair.Value, config), StringComparer.Ordinal), missing);
    }

    /// <summary>The calendar of an asset type.</summary>
    public IMarketCalendar Of(string assetType) => _byType.GetValueOrDefault(assetType, AlwaysOpen.Instance);

    /// <summary>Whether one of the markets is open that a provider of these asset types serves; always, when it names none.</summary>
    public bool IsOpen(IEnumerable<string> assetTypes, DateTimeOffset at)
    {
        var isAny = false;
        foreach (var type in assetTypes)
        {
            if (Of(type).IsOpen(at))
                return true;
            isAny = true;
        }

        return !isAny;
    }

    /// <summary>What is doubtful about them then, one sentence each; such as that holidays are not known any more.</summary>
    public IReadOnlyList<string> WarningsAt(DateTimeOffset at) =>
    [
        .. _missing is null ? Array.Empty<string>() : [_missing],
        .. _byType.Values.OfType<ExchangeCalendar>().Select(calendar => calendar.WarningAt(at)).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static IMarketCalendar Find(string calendar, StreamingConfig config)
    {
        if (calendar == Always)
            return AlwaysOpen.Instance;
        if (calendar == UsEquities)
            return BuiltInCalendars.UsEquities;
        if (config.Calendars.TryGetValue(calendar, out var found))
            return ExchangeCalendar.Regular(found);
        var problems = new ProblemList();
        var read = problems.Collect(() => CalendarReader.Read(calendar, calendar, new ConfigSources([], null, Environment.GetEnvironmentVariable), problems));
        problems.ThrowIfAny();
        return ExchangeCalendar.Regular(read!);
    }
}
