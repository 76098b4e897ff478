using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>A catalog of one adapter, made anew each time; of none while there is nothing to make.</summary>
internal sealed class OneAdapter(string name, Func<StreamingProviderAdapter?> make) : IAdapterCatalog
{
    public IReadOnlyCollection<string> Names => make() is null ? [] : [name];

    public StreamingProviderAdapter Create(string name) => make() ?? throw new ProviderDiscoveryException($"there is no '{name}'");
}
