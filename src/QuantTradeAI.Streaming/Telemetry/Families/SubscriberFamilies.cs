using System.Collections.Immutable;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Subscribers;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>Those who take the data. Subscriptions come and go, so they are added up.</summary>
internal static class SubscriberFamilies
{
    private const string PolicyLabel = "policy";

    public static ImmutableArray<MetricFamily> All { get; } =
    [
        Labelled(
            "stream.subscribers", Gauge, MetricUnits.Subscriptions, "Subscriptions that run, by what their full queue does.", [PolicyLabel],
            static moment => ByPolicy(moment, static all => all.Count())),
        Labelled(
            "stream.subscriber.waiting", Gauge, MetricUnits.Events, "Events that wait in queues, by what a full queue does.", [PolicyLabel],
            static moment => ByPolicy(moment, static all => all.Sum(one => (long)one.Statistics.Waiting))),
        Single("stream.buffer.queue.depth", Gauge, MetricUnits.Events, "Events that wait in the fullest queue.", static moment => moment.Status.Queues.Depth),
        Single("stream.buffer.queue.age", Gauge, MetricUnits.Seconds, "How long the oldest event of the fullest queue has waited.", static moment => moment.Status.Queues.Age.TotalSeconds),
        Total("stream.subscriber.delivered", MetricUnits.Events, "Events handed to subscribers.", static totals => totals.Delivered),
        Total("stream.subscriber.dropped", MetricUnits.Events, "Events lost to full queues; each is in an announced gap.", static totals => totals.Dropped),
        Total("stream.subscriber.conflated", MetricUnits.Events, "Quotes replaced by newer ones before they were read.", static totals => totals.Conflated),
        Labelled(
            "stream.subscriber.gaps", Counter, MetricUnits.Count, "Gaps announced to subscribers, by reason.", [GapReasons.Label],
            static moment => GapReasons.Of(moment.Status.Totals.Subscribers.GapsByReason, GapReasons.All).Select(one => Sample.Of(one.Count, one.Reason))),
        Total("stream.subscriber.callback.errors", MetricUnits.Count, "Exceptions that callbacks threw.", static totals => totals.CallbackErrors),
        Total(
            "stream.subscriber.callback.slow", MetricUnits.Count, "Callbacks that held their thread, or were awaited, for more than about 40 ms.",
            static totals => totals.SlowCallbacks),
        Labelled(
            "stream.subscribe.refusals", Counter, MetricUnits.Count, "Calls to subscribe that were refused, by reason.", [GapReasons.Label],
            static moment => moment.Status.SubscribeRefusals.Select(cause => Sample.Of(cause.Value, cause.Key))),
    ];

    private static MetricFamily Total(string instrument, string unit, string help, Func<SubscriberTotals, long> value) =>
        Single(instrument, Counter, unit, help, moment => value(moment.Status.Totals.Subscribers));

    private static IEnumerable<Sample> ByPolicy(MetricsMoment moment, Func<IEnumerable<SubscriptionStatus>, long> value) =>
        SnakeCase.All<QueuePolicy>()
            .Select(policy => Sample.Of(value(moment.Status.Subscriptions.Where(one => one.Policy == policy)), SnakeCase.Of(policy)));
}
