using System.Collections.Immutable;
using QuantTradeAI.Streaming.Recovery;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>Who stands in for whom.</summary>
internal static class GroupFamilies
{
    private const string Label = "group";

    public static ImmutableArray<MetricFamily> All { get; } =
    [
        Labelled(
            "stream.source.changes", Counter, MetricUnits.Count, "How often the source of a symbol of the group changed.", [Label],
            static moment => Of(moment, static group => group.Symbols.Sum(symbol => symbol.Changes))),
        Labelled(
            "stream.group.panic", Gauge, MetricUnits.Count, "Symbols of the group for which no provider is well, so that the last one stays.", [Label],
            static moment => Of(moment, static group => group.Symbols.Count(symbol => symbol.IsPanic))),
        Labelled(
            "stream.group.sources", Gauge, MetricUnits.Count, "Symbols of the group whose source the provider is.", [Label, PerProvider.Label],
            static moment => moment.Status.Groups.SelectMany(static group => group.Providers.Distinct().Select(
                provider => Sample.Of(group.Symbols.Count(symbol => symbol.Active == provider), group.Name, provider)))),
    ];

    private static IEnumerable<Sample> Of(MetricsMoment moment, Func<FailoverGroupStatus, long> value) =>
        moment.Status.Groups.Select(group => Sample.Of(value(group), group.Name));
}
