using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Binance;

/// <summary>What the settings' options mean.</summary>
internal static class BinanceOptions
{
    public const string TradeStream = "trade_stream";
    public const string TimeUnit = "time_unit";
    public const string TimeUnitParameter = "timeUnit";
    private const string Trade = "trade";
    private const string AggTrade = "aggTrade";
    private const string Millisecond = "millisecond";
    private const string Microsecond = "microsecond";
    private const long NanosPerMicrosecond = 1_000;

    /// <summary>The suffix of the stream that trades come from.</summary>
    public static string TradeStreamOf(ProviderSettings settings) => Is(settings, TradeStream, AggTrade) ? AggTrade : Trade;

    /// <summary>Whether the venue is asked for microseconds instead of milliseconds.</summary>
    public static bool InMicroseconds(ProviderSettings settings) => Is(settings, TimeUnit, Microsecond);

    /// <summary>Nanoseconds in the unit of the venue's times.</summary>
    public static long NanosPerUnit(ProviderSettings settings) => InMicroseconds(settings) ? NanosPerMicrosecond : UnixNanos.PerMillisecond;

    public static IEnumerable<string> Validate(ProviderSettings settings)
    {
        foreach (var (name, value) in settings.Options.OrderBy(option => option.Key, StringComparer.Ordinal))
        {
            if (name == TradeStream)
            {
                if (!IsOneOf(value, Trade, AggTrade))
                    yield return $"Option '{TradeStream}' is '{value}'; expected '{Trade}' or '{AggTrade}'.";
            }
            else if (name == TimeUnit)
            {
                if (!IsOneOf(value, Millisecond, Microsecond))
                    yield return $"Option '{TimeUnit}' is '{value}'; expected '{Millisecond}' or '{Microsecond}'.";
            }
            else
            {
                yield return $"Option '{name}' is unknown; expected '{TradeStream}' or '{TimeUnit}'.";
            }
        }

        if (settings.Endpoint.Query.Contains(TimeUnitParameter, StringComparison.OrdinalIgnoreCase))
            yield return $"The endpoint's query names '{TimeUnitParameter}'; use the option '{TimeUnit}' instead, so that times are read in the same unit.";
    }

    private static bool Is(ProviderSettings settings, string option, string value) =>
        settings.Options.TryGetValue(option, out var configured) && IsOneOf(configured, value);

    private static bool IsOneOf(string value, params ReadOnlySpan<string> expected)
    {
        foreach (var candidate in expected)
        {
            if (value.Equals(candidate, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
