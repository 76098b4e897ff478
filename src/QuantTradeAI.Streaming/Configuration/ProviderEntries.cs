using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The entries of <c>streaming.providers</c> to records, each with its document, and held against its adapter.</summary>
internal sealed class ProviderEntries(
    string file, ConfigSources sources, ProblemList problems, ImmutableArray<string> symbols, TimeSpan? circuitTimeout)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The names that were read.</summary>
    public IReadOnlyCollection<string> Names => _names;

    public ImmutableArray<ProviderConfig> Read(IReadOnlyList<ConfigNode> entries) => [.. entries.Select(Read).OfType<ProviderConfig>()];

    private ProviderConfig? Read(ConfigNode node)
    {
        var document = ReadDocument(node);
        if (node.Member("name") is not ScalarNode name)
            return null;
        if (!_names.Add(name.Text))
            problems.Add(name, $"the provider {name.Describe()} stands here twice; expected each once");
        var adapter = FindAdapter(name);
        var provider = new ProviderConfig
        {
            Name = name.Text,
            WebSocketUrl = node.Address("websocket_url") ?? document?.Settings.WebSocketUrl ?? AddressOf(adapter) ?? ProviderSettings.NoEndpoint,
            Subscriptions = DataTypeNames.Parse(node.Texts("subscriptions")),
            Symbols = SymbolsOf(node),
            NativeSymbols = NativeSymbolsOf(node),
            AuthMethod = node.Text("auth_method"),
            RateLimit = RateLimitOf(node.Member("rate_limit")),
            CircuitBreaker = CircuitBreakerOf(node.Member("circuit_breaker")),
            Document = document,
            Environment = node.Text("environment"),
            Credentials = ProviderDocumentReader.CredentialsOf(node),
            Options = node.Pairs("options").ToImmutableDictionary(StringComparer.Ordinal),
            Places = ConfigPlaces.Of(node),
        };
        Check(provider, name, node, adapter);
        return provider;
    }

    private void Check(ProviderConfig provider, ScalarNode name, ConfigNode node, StreamingProviderAdapter? adapter)
    {
        var isWhole = provider.Document is not null || node.Member("config") is null;
        if (adapter is not null && isWhole)
        {
            ProviderNegotiation.Negotiate(provider, provider.Document, adapter, sources.Variables, problems, node.Place);
            return;
        }

        var isElsewhere = sources.Elsewhere.Contains(provider.Name);
        var address = node with { Path = ConfigPath.Join(node.Path, "websocket_url") };
        if (provider.WebSocketUrl == ProviderSettings.NoEndpoint && isWhole && !isElsewhere && !problems.Has(file, address.Path))
            problems.Add(address, "missing; expected a ws:// or wss:// address, here or in the provider's document");
        if (provider.Document is { } document && document.Provider != provider.Name)
            problems.Add(document.Places.Find("provider")!.Value, "provider", $"the document is another provider's; expected {name.Describe()}, as its entry says");
    }

    private StreamingProviderAdapter? FindAdapter(ScalarNode name)
    {
        if (!sources.Names.Contains(name.Text))
        {
            if (sources.Elsewhere.Contains(name.Text))
                return null;
            problems.Add(name, (sources.Catalog as ProviderRegistry)?.RefusalOf(name.Text) is { } refusal
                ? $"the provider {name.Describe()} was found but refused: {Shown.Line(refusal)}"
                : UnknownProvider.InCatalog(name, sources.Names));
            return null;
        }

        try
        {
            return sources.Catalog?.Create(name.Text);
        }
        catch (ProviderDiscoveryException error)
        {
            problems.Add(name, $"the provider's adapter cannot be made: {Shown.Line(error.Message)}");
            return null;
        }
    }

    private ProviderDocument? ReadDocument(ConfigNode node) => node.Member("config") is ScalarNode config
        ? ProviderDocumentReader.Read(file, config, node.Member("environment") as ScalarNode, sources, problems)
        : null;

    private static Uri? AddressOf(StreamingProviderAdapter? adapter) =>
        adapter is null ? null : Negotiation.AdapterCall.Try(() => adapter.DefaultEndpoint, "DefaultEndpoint", out _);

    private ImmutableArray<string> SymbolsOf(ConfigNode node) => node.Member("symbols") is MappingNode mapping
        ? [.. mapping.Members.Select(member => member.Key.Text)]
        : node.Texts("symbols") ?? symbols;

    private ImmutableDictionary<string, string> NativeSymbolsOf(ConfigNode node)
    {
        var native = node.Pairs("symbols").ToImmutableDictionary(StringComparer.Ordinal);
        foreach (var (symbol, spelling) in node.Pairs("native_symbols"))
        {
            if (native.GetValueOrDefault(symbol, spelling) != spelling)
                problems.Add(node.Member("native_symbols").Member(symbol)!, "symbols gives another spelling; expected one of the two, or both alike");
            native = native.SetItem(symbol, spelling);
        }

        return native;
    }

    private static RateLimitConfig? RateLimitOf(ConfigNode? node) => node is null
        ? null
        : new RateLimitConfig { DefaultRate = node.Whole("default_rate") ?? RateLimitConfig.UsualRate, BurstAllowance = node.Whole("burst_allowance") ?? 0 };

    private CircuitBreakerConfig CircuitBreakerOf(ConfigNode? node) => new()
    {
        FailureThreshold = node.Whole("failure_threshold") ?? CircuitBreakerConfig.DefaultFailureThreshold,
        Timeout = node.Seconds("timeout") ?? circuitTimeout ?? CircuitBreakerConfig.DefaultTimeout,
        IsShadow = node.Flag("shadow") ?? false,
    };
}
