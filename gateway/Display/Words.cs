using System.Globalization;
using QuantTradeAI.Gateway.Metrics;
using QuantTradeAI.Gateway.Running;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Display;

/// <summary>Numbers and states as people read them; every text is short enough for 80 columns.</summary>
internal static class Words
{
    private const string Nothing = "-";

    public static string Of(Market market) => market == Market.Simulated
        ? "SIMULATED market: no price here is real. Real venues: gateway --live"
        : "Live market.";

    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>1 frame, 2 frames.</summary>
    public static string Counted(long count, string one) => $"{Count(count)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>The venue's digits without the zeros that only pad them; at least two decimals stay.</summary>
    public static string Number(string exact)
    {
        var point = exact.IndexOf('.');
        return point < 0 ? exact : exact.TrimEnd('0').PadRight(Math.Min(exact.Length, point + 3), '0');
    }

    public static string Elapsed(double seconds) => TimeSpan.FromSeconds(Math.Floor(seconds)).ToString("c", CultureInfo.InvariantCulture);

    public static string Age(double? seconds) => seconds switch
    {
        null => "",
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0}s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0}h"),
    };

    public static string Micros(double micros) => micros switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{micros:0} us"),
        < 100_000 => string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000:0.0} ms"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000:0} ms"),
        < 60_000_000 => string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000_000:0.0} s"),
        < 3_600_000_000 => string.Create(CultureInfo.InvariantCulture, $"{micros / 60_000_000:0} min"),
        _ => "over 1 h",
    };

    public static string Figures(LatencyFigures? figures) =>
        figures is null ? Nothing : $"p50 {Micros(figures.P50)} p99 {Micros(figures.P99)}";

    public static string Latency(RunStatus status) => $"latency {Figures(status.LatencyUs)}  feed lag {Figures(status.FeedLagUs)}";

    public static string State(ProviderLine provider) => provider.State == ProviderState.Subscribing
        ? $"subscribing {provider.Acknowledged}/{provider.Wanted}"
        : provider.State.ToString().ToLowerInvariant();

    public static string Trade(SymbolLine symbol) => symbol.LastTrade is { } trade
        ? $"{Number(trade.Price)} x {Number(trade.Size)}{(trade.Side == AggressorSide.Unknown ? "" : $" {trade.Side.ToString().ToLowerInvariant()}")}"
        : Nothing;

    public static string Quote(SymbolLine symbol) => symbol.LastQuote is { } quote ? $"{Number(quote.Bid)} / {Number(quote.Ask)}" : Nothing;

    public static string Kinds(IReadOnlyDictionary<string, long> counts) =>
        counts.Count == 0 ? "0" : string.Join(", ", counts.Select(kind => $"{kind.Key} {Count(kind.Value)}"));
}
