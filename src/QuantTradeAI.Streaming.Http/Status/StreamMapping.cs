using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Telemetry;
using QuantTradeAI.Streaming.Telemetry.Families;

namespace QuantTradeAI.Streaming.Http.Status;

/// <summary>A stream as it is told.</summary>
internal static class StreamMapping
{
    public static StreamBody Of(StreamSnapshot stream) => new(
        stream.Stream.ToString(),
        stream.Stream.Symbol.Name,
        stream.Source == default ? null : stream.Source.Name,
        stream.State is { } state ? SnakeCase.Of(state) : null,
        stream.Subscribers,
        Time(stream.LastEventTime),
        stream.LastTrade is { } trade
            ? new TradeBody(trade.ExactPrice.ToString(), trade.ExactSize.ToString(), SnakeCase.Of(trade.Aggressor), trade.ReceiveTime.ToDateTimeOffset())
            : null,
        stream.LastQuote is { } quote
            ? new QuoteBody(
                quote.ExactBidPrice.ToString(), quote.ExactBidSize?.ToString(), quote.ExactAskPrice.ToString(), quote.ExactAskSize?.ToString(), quote.ReceiveTime.ToDateTimeOffset())
            : null,
        Of(stream.Counters));

    public static CountersBody Of(in StreamCounters counters) => new(
        counters.Trades,
        counters.Quotes,
        counters.Books,
        counters.Statuses,
        counters.LastKnown,
        counters.DuplicateTrades,
        counters.DuplicateQuotes,
        counters.Gaps,
        Of(counters.GapsByReason, GapReasons.OfStreams),
        counters.Lost,
        counters.Late);

    /// <summary>By reason, those with none too.</summary>
    public static IReadOnlyDictionary<string, long> Of(GapCounts counts, ImmutableArray<GapReason> reasons) =>
        GapReasons.Of(counts, reasons).ToDictionary(one => one.Reason, one => one.Count);

    /// <summary>Null for a time that is absent.</summary>
    public static DateTimeOffset? Time(UnixNanos time) => time.IsAbsent ? null : time.ToDateTimeOffset();
}
