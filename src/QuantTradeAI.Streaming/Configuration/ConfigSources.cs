using QuantTradeAI.Streaming.Discovery;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>What reading a configuration looks things up in.</summary>
/// <param name="Names">The providers that there are.</param>
/// <param name="Catalog">Their adapters; null checks nothing against them.</param>
/// <param name="Variables">The environment; null for what is not set.</param>
/// <param name="Environment">The environment of providers' documents where nothing else names one.</param>
internal sealed record ConfigSources(IReadOnlyCollection<string> Names, IAdapterCatalog? Catalog, Func<string, string?> Variables, string? Environment = null);
