using System.Text.Json.Nodes;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A streaming configuration.</summary>
internal static class StreamingSchema
{
    public const string Title = "A streaming configuration";

    private static readonly TextRule ProviderName = new("a provider's name");

    private static readonly ObjectRule Provider = new(
        new Key("name", ProviderName, "The adapter's name.") { IsRequired = true },
        new Key("websocket_url", Rules.SocketAddress, "Where to connect; the document's or the adapter's own address when absent."),
        new Key("auth_method", new ChoiceRule(ProviderConfig.ApiKeyAuth, ProviderConfig.NoAuth), "Whether the venue is told who the client is."),
        new Key("subscriptions", Rules.DataTypes, "What is offered; all that the adapter offers when empty or absent."),
        new Key(
            "symbols", new EitherRule(Rules.Symbols, Rules.NativeSymbols),
            "Subscribed as long as the provider runs: a list, or a mapping to the venue's spelling."),
        new Key("native_symbols", Rules.NativeSymbols, "The venue's spelling where the adapter's rule does not fit."),
        new Key("rate_limit", RateLimit(), "How fast control messages may go; never faster than the venue allows."),
        new Key("circuit_breaker", CircuitBreaker(), "When the provider is left alone for a while."),
        new Key("config", new TextRule("the path of a provider's document"), "The provider's document, relative to this file."),
        new Key("environment", Rules.Name, "Which environment of the document is used; else the document says."),
        new Key("credentials", Rules.Credentials, "What the venue knows the client by; else from the document or <PROVIDER>_API_KEY and the like."),
        new Key("options", Rules.Options, "What only this adapter understands."));

    private static readonly Key[] GroupKeys =
    [
        new Key(
            "symbols", new ListRule(Rules.Symbol, "symbols like BTC-USD", least: 1, isUnique: true),
            "For which symbols, each in one group only.") { IsRequired = true },
        new Key(
            "providers", new ListRule(ProviderName, "configured providers, best first", least: 1, isUnique: true),
            "Which providers, best first.") { IsRequired = true },
        new Key(
            "standby", new ChoiceRule("hot", "cold"),
            "Whether the next provider is kept subscribed, or only when it is needed.") { Default = "hot" },
        new Key("failback_after", Rules.Seconds(least: 0), "How long a better provider must have been well before it is used again.")
        {
            Default = Seconds(FailoverGroupConfig.DefaultFailbackAfter),
        },
        new Key("stale_after", Rules.Seconds(), "A source that is silent for so long, and for 30 times its usual pause, is stale.")
        {
            Default = Seconds(FailoverGroupConfig.DefaultStaleAfter),
        },
    ];

    private static readonly ObjectRule NamedGroup = new([new Key("name", Rules.Name, "The group's name.") { IsRequired = true }, .. GroupKeys]);

    private static readonly EitherRule Failover = new(new ListRule(NamedGroup, "groups"), new MapRule(Rules.Name, new ObjectRule(GroupKeys), "groups by name"));

    private static readonly ObjectRule Plugins = new(
        new Key("directories", new ListRule(Rules.Text, "folders"), "Folders with a folder for each plugin, relative to this file."),
        new Key("reload", Rules.Flag, "Whether changed folders are loaded while running.") { Default = false },
        new Key(
            "poll_interval", Rules.Seconds(),
            "How often folders are looked at, besides being watched.")
        {
            Default = Seconds(PluginsConfig.DefaultPollInterval),
        },
        new Key(
            "allow", new ListRule(new TextRule("a SHA-256 in hexadecimal, 64 digits", "[0-9A-Fa-f]{64}"), "SHA-256 in hexadecimal"),
            "Manifests that may be loaded; all when empty."));

    private static readonly ObjectRule Storage = new(
        new Key(
            "kind", new ChoiceRule(StorageConfig.SqliteKind, StorageConfig.MemoryKind),
            "In a file, or only as long as the process runs.")
        { Default = StorageConfig.SqliteKind },
        new Key("directory", Rules.Text, "The data directory, relative to this file.") { Default = StorageConfig.DefaultDirectory });

    private static readonly ObjectRule Streaming = new(
        new Key("symbols", Rules.Symbols, "For every provider that lists none of its own."),
        new Key("buffer_size", new NumberRule(1, StreamingConfig.MaxBufferSize), "Capacity in events of a subscription that names none."),
        new Key(
            "reconnect_attempts", new NumberRule(0, StreamingConfig.MaxReconnectAttempts),
            "Failures in a row after which a provider counts as down; it is tried on all the same.")
        {
            Default = StreamingConfig.DefaultReconnectAttempts,
        },
        new Key(
            "health_check_interval", Rules.Seconds(),
            "How often each provider is looked at.")
        {
            Default = Seconds(StreamingConfig.DefaultHealthCheckInterval),
        },
        new Key("providers", new ListRule(Provider, "mappings", least: 1), "In order of preference.") { IsRequired = true },
        new Key("failover", Failover, "Which providers stand in for each other: a list of groups, or a mapping by name."),
        new Key("plugins", Plugins, "Adapters from folders."),
        new Key("storage", Storage, "Where the state of providers is kept over a restart."),
        new Key("cluster", ClusterSchema.Root, "How silos find each other and work together; a gateway of one process does not use it."),
        new Key(
            "market_hours", new MapRule(Rules.Name, Rules.Text, "calendars by asset type"),
            "When markets are open, by asset type: always, us_equities, or the path of a calendar relative to this file."));

    public static readonly ObjectRule Root = new(
        new Key("$schema", Rules.Text, "For editors."),
        new Key("streaming", Streaming, "Providers and what is taken from them.") { IsRequired = true },
        new Key("streaming_health", HealthSchema.Root, "What is watched, when it alerts, and where it is served."));

    internal static JsonNode Seconds(TimeSpan time) => (long)time.TotalSeconds;

    private static ObjectRule RateLimit() => new(
        new Key("default_rate", new NumberRule(1, RateLimitConfig.MaxRate), "Control messages a second.") { Default = RateLimitConfig.UsualRate },
        new Key(
            "burst_allowance", new NumberRule(0, RateLimitConfig.MaxBurst),
            "How many may go at once after a pause, on top of the first.")
        {
            Default = 0,
        });

    private static ObjectRule CircuitBreaker() => new(
        new Key("failure_threshold", new NumberRule(1, CircuitBreakerConfig.MaxFailureThreshold), "Consecutive failures that open it.")
        {
            Default = CircuitBreakerConfig.DefaultFailureThreshold,
        },
        new Key("timeout", Rules.Seconds(), "How long it stays open the first time.") { Default = Seconds(CircuitBreakerConfig.DefaultTimeout) },
        new Key("shadow", Rules.Flag, "Whether it only decides and logs, without keeping anybody from the provider.") { Default = false });
}
