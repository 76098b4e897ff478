using System.Collections.Immutable;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>Families with a number for each provider.</summary>
internal static class PerProvider
{
    public const string Label = "provider";
    public const string StateLabel = "state";

    /// <summary>Of its session.</summary>
    public static MetricFamily Session(string instrument, MetricKind kind, string unit, string help, Func<ProviderHealthStatus, double?> value) =>
        Labelled(instrument, kind, unit, help, [Label], moment => Of(moment.Providers, provider => provider.Provider, value));

    /// <summary>Of what was measured.</summary>
    public static MetricFamily Measured(string instrument, MetricKind kind, string unit, string help, Func<ProviderHealthReport, double?> value) =>
        Labelled(instrument, kind, unit, help, [Label], moment => Of(moment.Health, report => report.Provider, value));

    /// <summary>Of its session, by kind.</summary>
    public static MetricFamily Kinds(
        string instrument, string unit, string help, string label, Func<ProviderHealthStatus, ImmutableSortedDictionary<string, long>> counts) =>
        Labelled(instrument, MetricKind.Counter, unit, help, [Label, label], moment => moment.Providers.SelectMany(
            provider => counts(provider).Select(kind => Sample.Of(kind.Value, provider.Provider, kind.Key))));

    /// <summary>1 for the one that holds, 0 for the others.</summary>
    public static IEnumerable<Sample> OneHot<T>(T current, params string[] labels)
        where T : struct, Enum =>
        SnakeCase.All<T>().Select(value => Sample.Of(EqualityComparer<T>.Default.Equals(value, current) ? 1 : 0, [.. labels, SnakeCase.Of(value)]));

    private static IEnumerable<Sample> Of<T>(ImmutableArray<T> all, Func<T, string> name, Func<T, double?> value)
    {
        foreach (var one in all)
        {
            if (value(one) is { } number)
                yield return Sample.Of(number, name(one));
        }
    }
}
