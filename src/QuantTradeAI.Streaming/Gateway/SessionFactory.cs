using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Configuration.Negotiation;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Makes sessions of what is configured: a fresh adapter each, with the settings it agreed to.</summary>
internal sealed class SessionFactory(
    IAdapterCatalog catalog, Func<string, IMarketDataSink> sinkOf, SessionServices services, GatewayOptions options, Action<string> onChanged)
{
    /// <summary>Whether there is an adapter of that name now.</summary>
    public bool Knows(string provider) => catalog.Names.Contains(provider);

    /// <summary>A fresh adapter, and the settings that it would run with.</summary>
    /// <exception cref="ProviderConfigurationException">There is no such adapter, or it does not agree.</exception>
    public AgreedAdapter Agree(ProviderConfig config)
    {
        var adapter = Create(config.Name);
        var settings = ProviderNegotiation.Negotiate(config, adapter, options.Variables);
        return new AgreedAdapter(adapter, options.EndpointOverride?.Invoke(config.Name) is { } endpoint ? settings with { Endpoint = endpoint } : settings);
    }

    /// <summary>A session that is not started yet, and asks this circuit before it connects.</summary>
    public ProviderRun Make(AgreedAdapter agreed, CircuitBreaker circuit)
    {
        var session = new ProviderSession(agreed.Adapter, agreed.Settings, sinkOf(agreed.Adapter.ProviderName), services, circuit);
        session.Changed += () => onChanged(session.Provider.Name);
        return new ProviderRun(agreed.Settings, session) { Venue = VenueOf(agreed.Adapter) };
    }

    private static string VenueOf(StreamingProviderAdapter adapter) =>
        AdapterCall.Try(() => adapter.Venue, nameof(adapter.Venue), out var problem) ?? throw new ProviderConfigurationException($"{adapter.ProviderName}: {problem}");

    private StreamingProviderAdapter Create(string name)
    {
        try
        {
            return catalog.Create(name);
        }
        catch (ProviderDiscoveryException error)
        {
            throw new ProviderConfigurationException(error.Message, error);
        }
    }
}
