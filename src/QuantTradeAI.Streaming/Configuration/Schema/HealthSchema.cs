namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>The <c>streaming_health</c> section.</summary>
internal static class HealthSchema
{
    private static readonly ObjectRule Monitoring = new(
        new Key("enabled", Rules.Flag, "Whether thresholds are checked.") { Default = true },
        new Key(
            "check_interval", Rules.Seconds(),
            "How often thresholds are checked.")
        {
            Default = StreamingSchema.Seconds(MonitoringConfig.DefaultCheckInterval),
        },
        new Key("metrics_retention", Rules.Seconds(most: MonitoringConfig.MaxMetricsRetention), "How long alerts and measurements are remembered.")
        {
            Default = StreamingSchema.Seconds(MonitoringConfig.DefaultMetricsRetention),
        });

    private static readonly ObjectRule Thresholds = new(
        new Key("max_latency_ms", Rules.Milliseconds(), "Alert above this latency."),
        new Key("min_throughput_msg_per_sec", new NumberRule(0, ThresholdsConfig.MaxCount, isWhole: false), "Alert below this rate."),
        new Key("max_reconnect_attempts", new NumberRule(0, StreamingConfig.MaxReconnectAttempts), "Alert above so many attempts in a row."),
        new Key("max_queue_depth", new NumberRule(1, ThresholdsConfig.MaxCount), "Alert when more events wait for one subscriber."),
        new Key("circuit_breaker_timeout", Rules.Seconds(), "How long the circuit of a provider without a timeout of its own stays open."),
        new Key("max_data_age", Rules.Seconds(), "Alert and recover when no data has come for so long while the market is open."),
        new Key("max_errors", new NumberRule(1, ThresholdsConfig.MaxCount), "Alert at so many errors within error_window.")
        {
            Default = ThresholdsConfig.DefaultMaxErrors,
        },
        new Key("error_window", Rules.Seconds(), "How far back errors count.") { Default = StreamingSchema.Seconds(ThresholdsConfig.DefaultErrorWindow) });

    private static readonly ChoiceRule Channel = new(AlertsConfig.LogChannel, AlertsConfig.MetricsChannel, AlertsConfig.WebhookChannel);

    private static readonly ObjectRule Alerts = new(
        new Key("enabled", Rules.Flag, "Whether alerts are raised.") { Default = true },
        new Key("channels", new ListRule(Channel, "log, metrics, webhook"), "Where alerts go; to the log when absent."),
        new Key("escalation_threshold", new NumberRule(1, AlertsConfig.MaxEscalationThreshold), "How often a warning repeats until it is an error.")
        {
            Default = AlertsConfig.DefaultEscalationThreshold,
        },
        new Key("webhook_url", Rules.HttpAddress, "Where the channel webhook posts to."),
        new Key("webhook_secret", Rules.Secret, "What the posts are signed with."));

    public static readonly ObjectRule Root = new(
        new Key("monitoring", Monitoring, "How often it looks."),
        new Key("thresholds", Thresholds, "What alerts; an absent threshold is off."),
        new Key("alerts", Alerts, "How it alerts."),
        new Key(
            "metrics",
            new ObjectRule([.. Endpoint(StreamingHealthConfig.DefaultMetricsPort), new Key("symbol_labels", Rules.Flag, "Whether measurements are told symbol by symbol, too.") { Default = false }]),
            "Where measurements are served for scraping."),
        new Key("api", new ObjectRule(Endpoint(StreamingHealthConfig.DefaultApiPort)), "Where health and status are served."));

    private static Key[] Endpoint(int port) =>
    [
        new Key("enabled", Rules.Flag, "Whether it is served.") { Default = false },
        new Key("host", Rules.Host, "The address to listen on.") { Default = EndpointConfig.DefaultHost },
        new Key("port", new NumberRule(0, ushort.MaxValue), "The port; 0 takes a free one.") { Default = port },
        new Key("token", Rules.Secret, "The bearer token that callers must show; without one, and without allow_anonymous, only this machine is served."),
        new Key("allow_anonymous", Rules.Flag, "Whether anybody may call without a token, on any address.") { Default = false },
    ];
}
