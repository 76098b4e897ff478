using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Diff;

/// <summary>A configuration as values by path, so that two can be compared whatever their records hold.</summary>
internal static class ConfigFlattening
{
    public static ConfigValues Of(StreamingConfig config)
    {
        var values = new ConfigValues();
        var streaming = values.At("streaming");
        streaming.Set("symbols", config.Symbols);
        streaming.Number("buffer_size", config.BufferSize);
        streaming.Number("reconnect_attempts", config.ReconnectAttempts);
        streaming.Seconds("health_check_interval", config.HealthCheckInterval);
        foreach (var provider in config.Providers)
            Add(values, provider);
        foreach (var group in config.Failover)
            Add(streaming.Under($"failover[{group.Name}]"), group);
        Add(streaming.Under("plugins"), config.Plugins);
        streaming.Under("storage").Text("kind", config.Storage.Kind);
        streaming.Under("storage").Text("directory", config.Storage.Directory);
        ClusterFlattening.Add(streaming.Under("cluster"), config.Cluster);
        streaming.Pairs("market_hours", config.MarketHours);
        foreach (var (path, calendar) in config.Calendars)
            CalendarFlattening.Add(streaming.Under($"market_hours[{path}]"), calendar);
        Add(values.At("streaming_health"), config.Health);
        return values;
    }

    private static void Add(ConfigValues values, ProviderConfig provider)
    {
        var path = $"streaming.providers[{provider.Name}]";
        var scope = values.At(path, provider.Name, provider.Places);
        scope.Text("websocket_url", provider.WebSocketUrl.OriginalString);
        scope.Set("subscriptions", DataTypeNames.Of(provider.Subscriptions ?? DataTypes.None));
        scope.Set("symbols", provider.Symbols);
        foreach (var (symbol, native) in provider.NativeSymbols)
            AddSymbol(scope, symbol, native);
        scope.Text("auth_method", provider.AuthMethod);
        scope.Under("rate_limit").Number("default_rate", provider.RateLimit?.DefaultRate);
        scope.Under("rate_limit").Number("burst_allowance", provider.RateLimit?.BurstAllowance);
        scope.Under("circuit_breaker").Number("failure_threshold", provider.CircuitBreaker.FailureThreshold);
        scope.Under("circuit_breaker").Seconds("timeout", provider.CircuitBreaker.Timeout);
        scope.Under("circuit_breaker").Flag("shadow", provider.CircuitBreaker.IsShadow);
        scope.Text("environment", provider.Environment);
        scope.Secrets("credentials", provider.Credentials);
        scope.Pairs("options", provider.Options);
        if (provider.Document is not { } document)
            return;
        scope.Text("config", document.File);
        Add(values.At($"{path}.config", provider.Name, document.Places), document);
    }

    private static void AddSymbol(ConfigScope scope, string symbol, string native)
    {
        var isFilledIn = scope.Places.IsFilledIn($"native_symbols.{symbol}") || scope.Places.IsFilledIn($"symbols.{symbol}");
        scope.Values.Put($"{scope.Path}.native_symbols.{symbol}", "", new ConfigValue(native, isFilledIn, scope.Provider));
    }

    private static void Add(ConfigScope scope, ProviderDocument document)
    {
        scope.Text("provider", document.Provider);
        scope.Text("environment", document.Environment);
        var settings = document.Settings;
        scope.Flag("enabled", settings.Enabled);
        scope.Text("websocket_url", settings.WebSocketUrl?.OriginalString);
        scope.Set("asset_types", settings.AssetTypes);
        scope.Set("data_types", DataTypeNames.Of(settings.DataTypes ?? DataTypes.None));
        scope.Number("rate_limit_per_minute", settings.RateLimitPerMinute);
        scope.Number("max_subscriptions", settings.MaxSubscriptions);
        scope.Flag("requires_authentication", settings.RequiresAuthentication);
        scope.Secrets("credentials", settings.Credentials);
        scope.Pairs("options", settings.Options);
    }

    private static void Add(ConfigScope scope, FailoverGroupConfig group)
    {
        scope.Set("symbols", group.Symbols);
        scope.Ordered("providers", group.Providers);
        scope.Text("standby", group.IsHot ? "hot" : "cold");
        scope.Seconds("failback_after", group.FailbackAfter);
        scope.Seconds("stale_after", group.StaleAfter);
    }

    private static void Add(ConfigScope scope, PluginsConfig plugins)
    {
        scope.Ordered("directories", plugins.Directories);
        scope.Flag("reload", plugins.Reload);
        scope.Seconds("poll_interval", plugins.PollInterval);
        scope.Set("allow", plugins.Allow);
    }

    private static void Add(ConfigScope scope, StreamingHealthConfig health)
    {
        var monitoring = scope.Under("monitoring");
        monitoring.Flag("enabled", health.Monitoring.Enabled);
        monitoring.Seconds("check_interval", health.Monitoring.CheckInterval);
        monitoring.Seconds("metrics_retention", health.Monitoring.MetricsRetention);
        var thresholds = scope.Under("thresholds");
        thresholds.Number("max_latency_ms", health.Thresholds.MaxLatency?.TotalMilliseconds);
        thresholds.Number("min_throughput_msg_per_sec", health.Thresholds.MinThroughputPerSecond);
        thresholds.Number("max_reconnect_attempts", health.Thresholds.MaxReconnectAttempts);
        thresholds.Number("max_queue_depth", health.Thresholds.MaxQueueDepth);
        thresholds.Seconds("circuit_breaker_timeout", health.Thresholds.CircuitBreakerTimeout);
        thresholds.Seconds("max_data_age", health.Thresholds.MaxDataAge);
        thresholds.Number("max_errors", health.Thresholds.MaxErrors);
        thresholds.Seconds("error_window", health.Thresholds.ErrorWindow);
        var alerts = scope.Under("alerts");
        alerts.Flag("enabled", health.Alerts.Enabled);
        alerts.Set("channels", health.Alerts.Channels);
        alerts.Number("escalation_threshold", health.Alerts.EscalationThreshold);
        alerts.Secret("webhook_url", health.Alerts.WebhookUrl is { } url ? new Secret(url.OriginalString) : null);
        alerts.Secret("webhook_secret", health.Alerts.WebhookSecret);
        Add(scope.Under("metrics"), health.Metrics);
        Add(scope.Under("api"), health.Api);
    }

    private static void Add(ConfigScope scope, EndpointConfig endpoint)
    {
        scope.Flag("enabled", endpoint.Enabled);
        scope.Text("host", endpoint.Host);
        scope.Number("port", endpoint.Port);
        scope.Secret("token", endpoint.Token);
        scope.Flag("allow_anonymous", endpoint.AllowAnonymous);
        scope.Flag("symbol_labels", endpoint.HasSymbolLabels);
    }
}
