using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Configuration.Interpolation;
using QuantTradeAI.Streaming.Configuration.Schema;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Turns a parsed streaming configuration into records, and checks what no schema can: how its parts fit together.</summary>
internal sealed class StreamingDocument(string file, ConfigSources sources, ProblemList problems)
{
    /// <summary>The configuration, which is only good when there is no problem; null when nothing can be made of it.</summary>
    public StreamingConfig? Read(ConfigNode root)
    {
        var resolved = new Interpolator(file, sources.Variables, problems).Resolve(root);
        var accepted = StreamingSchema.Root.Accept(resolved, "", problems);
        if (accepted.Member("streaming") is not { } streaming)
            return null;

        var plugins = MapPlugins(streaming.Member("plugins"));
        var health = HealthMapping.Map(accepted.Member("streaming_health"), problems);
        var symbols = streaming.Texts("symbols") ?? [];
        var entries = new ProviderEntries(file, sources.With(plugins), problems, symbols, health.Thresholds.CircuitBreakerTimeout);
        var providers = entries.Read(streaming.Items("providers"));
        var hours = new MarketHoursMapping(file, sources, problems).Map(streaming.Member("market_hours"));
        return new StreamingConfig
        {
            File = file,
            Files = [.. problems.FilesRead.Where(read => read != file)],
            Symbols = symbols,
            BufferSize = streaming.Whole("buffer_size"),
            ReconnectAttempts = streaming.Whole("reconnect_attempts") ?? StreamingConfig.DefaultReconnectAttempts,
            HealthCheckInterval = streaming.Seconds("health_check_interval") ?? StreamingConfig.DefaultHealthCheckInterval,
            Providers = providers,
            Failover = FailoverMapping.Map(streaming.Member("failover"), entries.Names, problems),
            Plugins = plugins,
            Storage = MapStorage(streaming.Member("storage")),
            Cluster = new ClusterMapping(file, problems).Map(streaming.Member("cluster")),
            MarketHours = hours.ByType,
            Calendars = hours.Calendars,
            Health = health,
        };
    }

    private StorageConfig MapStorage(ConfigNode? node) => new()
    {
        Kind = node.Text("kind") ?? StorageConfig.SqliteKind,
        Directory = Path.GetFullPath(ConfigFile.Beside(file, node.Text("directory") ?? StorageConfig.DefaultDirectory)),
    };

    private PluginsConfig MapPlugins(ConfigNode? node) => new()
    {
        Directories = [.. (node.Texts("directories") ?? []).Select(path => Path.GetFullPath(ConfigFile.Beside(file, path)))],
        Reload = node.Flag("reload") ?? false,
        PollInterval = node.Seconds("poll_interval") ?? PluginsConfig.DefaultPollInterval,
        Allow = node.Texts("allow") ?? [],
    };
}
