using System.Collections.Immutable;
using QuantTradeAI.Streaming.Telemetry.Families;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>All families, in the order in which they are told. docs/metrics.md lists them; a test compares the two.</summary>
internal static class MetricFamilies
{
    /// <summary>Of the gateway, its providers and its subscribers; without symbols.</summary>
    public static ImmutableArray<MetricFamily> Gateway { get; } =
    [
        .. GatewayFamilies.All,
        .. ConnectionFamilies.All,
        .. SubscriptionFamilies.All,
        .. DataFamilies.All,
        .. HealthFamilies.All,
        .. CircuitFamilies.All,
        .. GroupFamilies.All,
        .. SubscriberFamilies.All,
        .. AlertFamilies.All,
        .. StorageFamilies.All,
    ];

    /// <summary>Stream by stream; as many numbers as there are symbols, so they are told only when asked for.</summary>
    public static ImmutableArray<MetricFamily> Symbols => SymbolFamilies.All;

    /// <summary>Of the process.</summary>
    public static ImmutableArray<MetricFamily> Process => ProcessFamilies.Process;

    /// <summary>Of the runtime, under the names that its own meter <c>System.Runtime</c> has when it is exported.</summary>
    public static ImmutableArray<MetricFamily> Runtime => ProcessFamilies.Runtime;

    /// <summary>What a scrape tells.</summary>
    public static ImmutableArray<MetricFamily> Scraped(bool hasSymbolLabels) => [.. Gateway, .. hasSymbolLabels ? Symbols : [], .. Process, .. Runtime];
}
