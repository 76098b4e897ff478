using System.Text.Json.Serialization;
using QuantTradeAI.Gateway.Metrics;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Running;

/// <summary>A run at one moment; rates and latencies are those since the moment before. Also the line that <c>--format json</c> prints.</summary>
internal sealed record RunStatus(
    Market Market,
    double ElapsedS,
    ConfigurationLine Configuration,
    IReadOnlyList<ProviderLine> Providers,
    IReadOnlyList<SymbolLine> Symbols,
    LatencyFigures? LatencyUs,
    LatencyFigures? FeedLagUs)
{
    [JsonPropertyOrder(-1)]
    public string Type => "status";
}

/// <summary>The configuration in use, and what is wrong with a newer one that is not.</summary>
internal sealed record ConfigurationLine(long Version, IReadOnlyList<string> Problems);

/// <summary>One provider in a <see cref="RunStatus"/>.</summary>
internal sealed record ProviderLine(
    string Provider,
    ProviderState State,
    double EventsPerS,
    long Events,
    long Gaps,
    long Duplicates,
    long Rejected,
    int Wanted,
    int Acknowledged,
    string? LastError);

/// <summary>One symbol in a <see cref="RunStatus"/>. Counts are those that reached a callback.</summary>
internal sealed record SymbolLine(
    string Symbol, string Source, FeedStatusKind? State, long Trades, long Quotes, TradeLine? LastTrade, QuoteLine? LastQuote);

/// <summary>The last trade with the venue's digits, and its age.</summary>
internal sealed record TradeLine(string Price, string Size, AggressorSide Side, double AgeS);

/// <summary>The last quote with the venue's digits, and its age.</summary>
internal sealed record QuoteLine(string Bid, string? BidSize, string Ask, string? AskSize, double AgeS);
