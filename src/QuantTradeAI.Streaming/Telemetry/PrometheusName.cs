namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>An instrument's name as Prometheus has it, by the rules of OpenTelemetry's exporter, so that every host tells the same names.</summary>
internal static class PrometheusName
{
    /// <summary><c>stream.received</c>, a counter of bytes: <c>stream_received_bytes_total</c>.</summary>
    public static string Of(string instrument, MetricKind kind, string unit)
    {
        var name = instrument.Replace('.', '_');
        if (UnitOf(unit) is { } word && !name.EndsWith($"_{word}", StringComparison.Ordinal))
            name = $"{name}_{word}";
        return kind == MetricKind.Counter ? $"{name}{CounterSuffix}" : name;
    }

    /// <summary>What counters end with.</summary>
    public const string CounterSuffix = "_total";

    /// <summary>The unit's word; null for one that is no part of a name.</summary>
    public static string? UnitOf(string unit) => unit switch
    {
        MetricUnits.Seconds => "seconds",
        MetricUnits.Bytes => "bytes",
        _ => null,
    };
}
