using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>The adapters that configuration can name.</summary>
public interface IAdapterCatalog
{
    /// <summary>Their names, sorted.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>A fresh adapter that nothing else uses.</summary>
    /// <exception cref="ProviderDiscoveryException">There is none of that name, or it cannot be made; the message says why.</exception>
    StreamingProviderAdapter Create(string name);
}
