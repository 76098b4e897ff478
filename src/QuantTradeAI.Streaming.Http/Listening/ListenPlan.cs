using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Http.Listening;

/// <summary>Which addresses are listened on, and what each serves.</summary>
internal static class ListenPlan
{
    /// <summary>The key of <see cref="StreamingHealthConfig.Api"/>.</summary>
    public const string ApiKey = "streaming_health.api";

    /// <summary>The key of <see cref="StreamingHealthConfig.Metrics"/>.</summary>
    public const string MetricsKey = "streaming_health.metrics";

    /// <summary>The other name of <see cref="EndpointConfig.DefaultHost"/>.</summary>
    public const string LocalName = "localhost";

    /// <summary>One for all where both have the same address, else one for each that is enabled.</summary>
    public static ImmutableArray<PlannedListener> Of(StreamingHealthConfig config) => (config.Api, config.Metrics) switch
    {
        ({ Enabled: true } api, { Enabled: true } metrics) when HostOf(api) == HostOf(metrics) && api.Port == metrics.Port =>
            [Make(ApiKey, api, metrics, UnprotectedOf(api, metrics))],
        ({ Enabled: true } api, { Enabled: true } metrics) => [Alone(ApiKey, api, null), Alone(MetricsKey, null, metrics)],
        ({ Enabled: true } api, _) => [Alone(ApiKey, api, null)],
        (_, { Enabled: true } metrics) => [Alone(MetricsKey, null, metrics)],
        _ => [],
    };

    private static PlannedListener Alone(string key, EndpointConfig? api, EndpointConfig? metrics) =>
        Make(key, api, metrics, (api ?? metrics)!.IsUnprotected ? key : null);

    /// <summary>What nobody protects is served to this machine only.</summary>
    private static PlannedListener Make(string key, EndpointConfig? api, EndpointConfig? metrics, string? unprotected)
    {
        var config = (api ?? metrics)!;
        return new PlannedListener(key, unprotected is null ? HostOf(config) : EndpointConfig.DefaultHost, config.Port, api, metrics)
        {
            UnprotectedKey = unprotected,
            ConfiguredHost = config.Host,
        };
    }

    /// <summary>At one address the API's token protects metrics, too.</summary>
    private static string? UnprotectedOf(EndpointConfig api, EndpointConfig metrics)
    {
        if (api.IsUnprotected)
            return ApiKey;
        return metrics.IsUnprotected && api.Token is null ? MetricsKey : null;
    }

    private static string HostOf(EndpointConfig config) => config.Host == LocalName ? EndpointConfig.DefaultHost : config.Host.Trim('[', ']');
}
