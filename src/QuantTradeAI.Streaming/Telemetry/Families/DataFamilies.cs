using System.Collections.Immutable;
using QuantTradeAI.Streaming.Symbols;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>What providers send, and what becomes of it.</summary>
internal static class DataFamilies
{
    private const string KindLabel = "kind";

    public static ImmutableArray<MetricFamily> All { get; } =
    [
        PerProvider.Session("websocket.messages", Counter, MetricUnits.Messages, "Messages received.", static provider => provider.Frames),
        PerProvider.Session("stream.received", Counter, MetricUnits.Bytes, "Bytes received in messages.", static provider => provider.Bytes),
        PerProvider.Session("stream.events", Counter, MetricUnits.Events, "Events decoded from messages.", static provider => provider.Events),
        PerProvider.Kinds("stream.ignored", MetricUnits.Events, "Data of kinds that nobody asked for, by kind.", KindLabel, static provider => provider.Ignored),
        PerProvider.Kinds("stream.rejected", MetricUnits.Events, "Messages and events that could not be read, by kind.", KindLabel, static provider => provider.Rejected),
        Labelled(
            "stream.published", Counter, MetricUnits.Events, "What was published on the provider's venue streams, by kind.", [PerProvider.Label, KindLabel],
            static moment => Of(moment, static counters => [
                ("trade", counters.Trades), ("quote", counters.Quotes), ("book", counters.Books), ("status", counters.Statuses), ("last_known", counters.LastKnown)])),
        Labelled(
            "stream.duplicates", Counter, MetricUnits.Events, "Repetitions that were not published, by kind.", [PerProvider.Label, KindLabel],
            static moment => Of(moment, static counters => [("trade", counters.DuplicateTrades), ("quote", counters.DuplicateQuotes)])),
        Labelled(
            "stream.gaps", Counter, MetricUnits.Count, "Gaps announced on the provider's venue streams, by reason.", [PerProvider.Label, GapReasons.Label],
            static moment => Of(moment, static counters => GapReasons.Of(counters.GapsByReason, GapReasons.OfStreams))),
        Labelled(
            "stream.message.loss", Counter, MetricUnits.Events, "Events known to be missing that did not come late.", [PerProvider.Label],
            static moment => Of(moment, static counters => counters.Lost)),
        Labelled(
            "stream.late", Counter, MetricUnits.Events, "Trades that came late and filled an announced hole.", [PerProvider.Label],
            static moment => Of(moment, static counters => counters.Late)),
        Single(
            "stream.events.refused", Counter, MetricUnits.Events, "Events without symbol, provider or kind, and events after the end.",
            static moment => moment.Status.Totals.Refused),
        new MetricFamily(
            "stream.feed.lag", Histogram, MetricUnits.Seconds,
            "From the venue's time of an event to its receipt, one for each hand-over; clocks that disagree make it wrong by as much.", [PerProvider.Label])
        {
            Histograms = static moment => moment.Providers.Select(static provider => new HistogramSample(provider.FeedLag, [provider.Provider])),
        },
    ];

    private static IEnumerable<Sample> Of(MetricsMoment moment, Func<StreamCounters, long> value) =>
        Sorted(moment).Select(one => Sample.Of(value(one.Counters), one.Provider));

    private static IEnumerable<Sample> Of(MetricsMoment moment, Func<StreamCounters, IEnumerable<(string Kind, long Value)>> values) =>
        Sorted(moment).SelectMany(one => values(one.Counters).Select(kind => Sample.Of(kind.Value, one.Provider, kind.Kind)));

    private static IEnumerable<(string Provider, StreamCounters Counters)> Sorted(MetricsMoment moment) =>
        moment.Status.Totals.Providers.Select(one => (one.Key.Name, one.Value)).OrderBy(one => one.Name, StringComparer.Ordinal);
}
