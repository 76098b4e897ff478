using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Discovery;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>What reading a configuration looks things up in.</summary>
/// <param name="Names">The providers that there are.</param>
/// <param name="Catalog">Their adapters; null checks nothing against them.</param>
/// <param name="Variables">The environment; null for what is not set.</param>
/// <param name="Environment">The environment of providers' documents where nothing else names one.</param>
/// <param name="CatalogOf">Gives the catalog once the <c>plugins</c> section is known, in place of <paramref name="Catalog"/>.</param>
internal sealed record ConfigSources(IReadOnlyCollection<string> Names, IAdapterCatalog? Catalog, Func<string, string?> Variables, string? Environment = null, Func<PluginsConfig, IAdapterCatalog>? CatalogOf = null)
{
    /// <summary>Where its documents are.</summary>
    public IConfigFiles Files { get; init; } = DiskFiles.Instance;

    /// <summary>Providers whose adapters are on other machines: what is said of them is checked there.</summary>
    public IReadOnlyCollection<string> Elsewhere { get; init; } = [];

    /// <summary>The same, with the catalog that such plugins give.</summary>
    public ConfigSources With(PluginsConfig plugins) =>
        CatalogOf?.Invoke(plugins) is { } catalog ? this with { Catalog = catalog, Names = catalog.Names } : this;
}
