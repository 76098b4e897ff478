using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;

namespace QuantTradeAI.Gateway.Running;

/// <summary>The adapters that a configuration can use: built in, from the folders that it names, and from those of the command line.</summary>
internal sealed class ConfiguredAdapters(IReadOnlyList<string> plugins, TimeProvider clock, ILoggerFactory? loggers = null)
{
    private ProviderDiscovery? _discovery;

    /// <summary>Once the catalog was asked for.</summary>
    public ProviderDiscovery Discovery => _discovery ?? throw new InvalidOperationException("No configuration has been read yet");

    public IAdapterCatalog Catalog => Discovery.Registry;

    public IAdapterCatalog CatalogOf(PluginsConfig configured)
    {
        if (_discovery is null)
        {
            _discovery = new ProviderDiscovery(
                DiscoveryOptions.Of(configured) with { PluginDirectories = [.. configured.Directories, .. plugins], Clock = clock, LoggerFactory = loggers });
            _discovery.Discover();
        }

        return _discovery.Registry;
    }
}
