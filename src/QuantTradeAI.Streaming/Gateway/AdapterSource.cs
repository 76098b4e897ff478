using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// Where a gateway's adapters come from: its host, or its own discovery, which finds the built-in ones and those in the folders that
/// <c>plugins</c> names.
/// </summary>
internal sealed class AdapterSource : IAsyncDisposable
{
    private readonly GatewayOptions _options;
    private readonly Action _onChanged;
    private readonly IAdapterCatalog? _given;
    private ProviderDiscovery? _discovery;
    private PluginsConfig? _plugins;
    private PluginWatcher? _watcher;
    private IDisposable? _hosting;

    /// <param name="options">The host's adapters, or none.</param>
    /// <param name="onChanged">Called when there are other adapters.</param>
    public AdapterSource(GatewayOptions options, Action onChanged)
    {
        (_options, _onChanged) = (options, onChanged);
        _discovery = options.Discovery;
        _given = options.Catalog ?? (options.Adapters is { } adapters ? new FixedCatalog(adapters) : null);
    }

    /// <summary>What the newest discovery came to; null where the host gave the adapters.</summary>
    public DiscoveryOutcome? Outcome => _given is not null ? null : _discovery?.Registry.Outcome;

    /// <summary>The adapters. The folders of the first call stay the folders.</summary>
    public IAdapterCatalog CatalogOf(PluginsConfig plugins)
    {
        if (_given is not null)
            return _given;
        _plugins ??= plugins;
        if (_discovery is null)
        {
            _discovery = new ProviderDiscovery(DiscoveryOptions.Of(plugins) with { Clock = _options.Clock, LoggerFactory = _options.LoggerFactory });
            _discovery.Discover();
        }

        return _discovery.Registry;
    }

    /// <summary>From now on versions are switched while <paramref name="host"/> runs; by themselves where configuration says so.</summary>
    public void Start(IProviderHost host)
    {
        if (_given is not null || _discovery is null || _hosting is not null)
            return;
        _hosting = _discovery.AddHost(host);
        if (_plugins is not { Reload: true, Directories.IsEmpty: false })
            return;
        _watcher = new PluginWatcher(_discovery, new PluginWatcherOptions { PollInterval = _plugins.PollInterval });
        _watcher.Refreshed += Tell;
        _watcher.Start();
    }

    /// <summary>Looks for adapters again.</summary>
    /// <exception cref="ProviderDiscoveryException">The host gave the adapters.</exception>
    public async Task<DiscoveryOutcome> RefreshAsync(CancellationToken cancellationToken)
    {
        if (_given is not null || _discovery is null)
            throw new ProviderDiscoveryException("The adapters were given by the host; refresh its own discovery instead.");
        var outcome = await _discovery.RefreshAsync(cancellationToken).ConfigureAwait(false);
        Tell(outcome);
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        _hosting?.Dispose();
        if (_watcher is not null)
            await _watcher.DisposeAsync().ConfigureAwait(false);
    }

    private void Tell(DiscoveryOutcome outcome)
    {
        if (!outcome.Changes.IsEmpty)
            _onChanged();
    }
}
