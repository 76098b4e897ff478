using System.Collections.Immutable;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>What is subscribed to at venues.</summary>
internal static class SubscriptionFamilies
{
    public static ImmutableArray<MetricFamily> All { get; } =
    [
        PerProvider.Session("stream.subscriptions.wanted", Gauge, MetricUnits.Subscriptions, "Subscriptions that are wanted of the venue.", static provider => provider.Wanted),
        PerProvider.Session(
            "stream.subscriptions.acknowledged", Gauge, MetricUnits.Subscriptions, "Wanted subscriptions that the venue acknowledged or that deliver data.",
            static provider => provider.Acknowledged),
        PerProvider.Session(
            "stream.subscriptions.refused", Gauge, MetricUnits.Subscriptions, "Subscriptions that the venue refused for good.", static provider => provider.Refused.Count),
    ];
}
