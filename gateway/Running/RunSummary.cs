using System.Text.Json.Serialization;
using QuantTradeAI.Gateway.Metrics;

namespace QuantTradeAI.Gateway.Running;

/// <summary>A whole run. Also the last line that <c>--format json</c> prints.</summary>
internal sealed record RunSummary(
    Market Market,
    double ElapsedS,
    long Trades,
    long Quotes,
    double EventsPerS,
    long Gaps,
    long Duplicates,
    long Dropped,
    IReadOnlyDictionary<string, ProviderSummary> Providers,
    IReadOnlyDictionary<string, SymbolSummary> Symbols,
    LatencyFigures? LatencyUs,
    LatencyFigures? FeedLagUs)
{
    [JsonPropertyOrder(-1)]
    public string Type => "summary";
}

/// <summary>One provider in a <see cref="RunSummary"/>.</summary>
internal sealed record ProviderSummary(
    long Events, long Connects, long Gaps, long Lost, IReadOnlyDictionary<string, long> Ignored, IReadOnlyDictionary<string, long> Rejected);

/// <summary>One symbol in a <see cref="RunSummary"/>: what reached a callback.</summary>
internal sealed record SymbolSummary(long Trades, long Quotes);
