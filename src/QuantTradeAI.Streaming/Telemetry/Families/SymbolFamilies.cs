using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>Stream by stream, consolidated ones and those of venues.</summary>
internal static class SymbolFamilies
{
    private const string StreamLabel = "stream";
    private const string KindLabel = "kind";

    public static ImmutableArray<MetricFamily> All { get; } =
    [
        Labelled(
            "stream.symbol.state", Gauge, MetricUnits.Flag, "1 for what the stream was last told to be, 0 for the others; absent before the first sign of life.",
            [StreamLabel, PerProvider.StateLabel],
            static moment => moment.Status.Streams.SelectMany(static stream => stream.State is { } state ? PerProvider.OneHot(state, stream.Stream.ToString()) : [])),
        Labelled(
            "stream.symbol.events", Counter, MetricUnits.Events, "Numbered events of the stream, by kind.", [StreamLabel, KindLabel],
            static moment => moment.Status.Streams.SelectMany(static stream => Kinds(stream, ("trade", stream.Counters.Trades), ("quote", stream.Counters.Quotes), ("book", stream.Counters.Books)))),
        Labelled(
            "stream.symbol.duplicates", Counter, MetricUnits.Events, "Repetitions that were not published, by kind.", [StreamLabel, KindLabel],
            static moment => moment.Status.Streams.SelectMany(static stream => Kinds(stream, ("trade", stream.Counters.DuplicateTrades), ("quote", stream.Counters.DuplicateQuotes)))),
        PerStream("stream.symbol.gaps", Counter, MetricUnits.Count, "Gaps announced on the stream.", static stream => stream.Counters.Gaps),
        PerStream("stream.symbol.loss", Counter, MetricUnits.Events, "Events of the stream known to be missing.", static stream => stream.Counters.Lost),
        PerStream("stream.symbol.late", Counter, MetricUnits.Events, "Trades that came late and filled an announced hole.", static stream => stream.Counters.Late),
        PerStream("stream.symbol.subscribers", Gauge, MetricUnits.Subscriptions, "Subscriptions of the stream.", static stream => stream.Subscribers),
        Labelled(
            "stream.symbol.freshness", Gauge, MetricUnits.Seconds, "How long ago the stream's last numbered event was received; absent before the first.", [StreamLabel],
            static moment => moment.Status.Streams.Where(static stream => !stream.LastEventTime.IsAbsent).Select(stream => Sample.Of(
                Math.Max(0, (UnixNanos.From(moment.Now) - stream.LastEventTime).TotalSeconds), stream.Stream.ToString()))),
        Labelled(
            "stream.symbol.source.changes", Counter, MetricUnits.Count, "How often the source of a symbol of a failover group changed.", ["group", StreamLabel],
            static moment => moment.Status.Groups.SelectMany(static group => group.Symbols.Select(symbol => Sample.Of(symbol.Changes, group.Name, symbol.Symbol)))),
    ];

    private static MetricFamily PerStream(string instrument, MetricKind kind, string unit, string help, Func<StreamSnapshot, long> value) =>
        Labelled(instrument, kind, unit, help, [StreamLabel], moment => moment.Status.Streams.Select(stream => Sample.Of(value(stream), stream.Stream.ToString())));

    private static IEnumerable<Sample> Kinds(StreamSnapshot stream, params IEnumerable<(string Kind, long Count)> counts) =>
        counts.Select(kind => Sample.Of(kind.Count, stream.Stream.ToString(), kind.Kind));
}
