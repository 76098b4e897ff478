using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The <c>streaming_health</c> section to records.</summary>
internal static class HealthMapping
{
    public static StreamingHealthConfig Map(ConfigNode? node, ProblemList problems) => new()
    {
        Monitoring = MapMonitoring(node.Member("monitoring")),
        Thresholds = MapThresholds(node.Member("thresholds")),
        Alerts = MapAlerts(node.Member("alerts"), problems),
        Metrics = MapEndpoint(node.Member("metrics"), StreamingHealthConfig.DefaultMetricsPort),
        Api = MapEndpoint(node.Member("api"), StreamingHealthConfig.DefaultApiPort),
    };

    private static MonitoringConfig MapMonitoring(ConfigNode? node) => new()
    {
        Enabled = node.Flag("enabled") ?? true,
        CheckInterval = node.Seconds("check_interval") ?? MonitoringConfig.DefaultCheckInterval,
        MetricsRetention = node.Seconds("metrics_retention") ?? MonitoringConfig.DefaultMetricsRetention,
    };

    private static ThresholdsConfig MapThresholds(ConfigNode? node) => new()
    {
        MaxLatency = node.Milliseconds("max_latency_ms"),
        MinThroughputPerSecond = node.Number("min_throughput_msg_per_sec"),
        MaxReconnectAttempts = node.Whole("max_reconnect_attempts"),
        MaxQueueDepth = node.Whole("max_queue_depth"),
        CircuitBreakerTimeout = node.Seconds("circuit_breaker_timeout"),
        MaxDataAge = node.Seconds("max_data_age"),
        MaxErrors = node.Whole("max_errors") ?? ThresholdsConfig.DefaultMaxErrors,
        ErrorWindow = node.Seconds("error_window") ?? ThresholdsConfig.DefaultErrorWindow,
    };

    private static AlertsConfig MapAlerts(ConfigNode? node, ProblemList problems)
    {
        var alerts = new AlertsConfig
        {
            Enabled = node.Flag("enabled") ?? true,
            Channels = node.Texts("channels") ?? [AlertsConfig.LogChannel],
            EscalationThreshold = node.Whole("escalation_threshold") ?? AlertsConfig.DefaultEscalationThreshold,
            WebhookUrl = node.Address("webhook_url"),
            WebhookSecret = node.Secret("webhook_secret"),
        };
        var webhook = node.Items("channels").OfType<ScalarNode>().FirstOrDefault(channel => channel.Text == AlertsConfig.WebhookChannel);
        if (webhook is not null && alerts.WebhookUrl is null && !problems.Has(webhook.Place.File, ConfigPath.Join(node!.Path, "webhook_url")))
            problems.Add(webhook, "the channel 'webhook' has nowhere to post to; expected webhook_url beside channels");
        return alerts;
    }

    private static EndpointConfig MapEndpoint(ConfigNode? node, int port) => new()
    {
        Enabled = node.Flag("enabled") ?? false,
        Host = node.Text("host") ?? EndpointConfig.DefaultHost,
        Port = node.Whole("port") ?? port,
        Token = node.Secret("token"),
        AllowAnonymous = node.Flag("allow_anonymous") ?? false,
        HasSymbolLabels = node.Flag("symbol_labels") ?? false,
    };
}
