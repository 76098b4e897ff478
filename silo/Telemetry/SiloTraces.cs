using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace QuantTradeAI.Silo.Telemetry;

/// <summary>Traces of calls between grains, sent by OTLP where OpenTelemetry's own variables say so.</summary>
internal static class SiloTraces
{
    /// <summary>OpenTelemetry's variable for where traces, metrics and logs go.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The one for traces alone.</summary>
    public const string TracesEndpointVariable = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    private const string OrleansSources = "Microsoft.Orleans.*";

    /// <summary>Sends until it is disposed of; null when nothing says where to.</summary>
    public static TracerProvider? Start(string siloName) =>
        IsSet(EndpointVariable) || IsSet(TracesEndpointVariable)
            ? Sdk.CreateTracerProviderBuilder()
                .ConfigureResource(resource => resource.AddService("quanttradeai-silo", serviceInstanceId: siloName))
                .AddSource(OrleansSources)
                .AddOtlpExporter()
                .Build()
            : null;

    private static bool IsSet(string variable) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));
}
