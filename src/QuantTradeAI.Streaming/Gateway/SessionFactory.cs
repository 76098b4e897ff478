using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Makes sessions of what is configured: a fresh adapter each, with the settings it agreed to.</summary>
internal sealed class SessionFactory(
    IAdapterCatalog catalog, SymbolHub hub, SessionServices services, Func<string, Uri?>? endpointOverride, Action onChanged)
{
    /// <summary>A fresh adapter, and the settings that it would run with.</summary>
    /// <exception cref="ProviderConfigurationException">There is no such adapter, or it does not agree.</exception>
    public AgreedAdapter Agree(ProviderConfig config)
    {
        var adapter = Create(config.Name);
        return new AgreedAdapter(adapter, Negotiate(config, adapter));
    }

    /// <summary>A session that is not started yet.</summary>
    public ProviderRun Make(AgreedAdapter agreed)
    {
        var session = new ProviderSession(agreed.Adapter, agreed.Settings, hub, services);
        session.Changed += onChanged;
        return new ProviderRun(agreed.Settings, session);
    }

    private ProviderSettings Negotiate(ProviderConfig config, StreamingProviderAdapter adapter)
    {
        var offers = adapter.GetCapabilities().DataTypes;
        var wanted = config.Subscriptions ?? offers;
        if ((wanted & ~offers) != DataTypes.None)
            throw new ProviderConfigurationException($"{config.Name} offers {offers}, not {wanted & ~offers}; take it from its subscriptions.");
        var settings = new ProviderSettings
        {
            Endpoint = endpointOverride?.Invoke(config.Name) ?? config.WebSocketUrl,
            DataTypes = wanted,
            Symbols = config.Symbols,
            NativeSymbols = config.NativeSymbols,
            Options = config.Options,
            Credentials = config.Credentials,
        };
        var problems = adapter.ValidateConfig(settings).ToList();
        return problems.Count == 0 ? settings : throw new ProviderConfigurationException($"{config.Name}: {string.Join(" ", problems)}");
    }

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
