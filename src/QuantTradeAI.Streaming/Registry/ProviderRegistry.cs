using System.Collections.Immutable;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Registry;

/// <summary>
/// The adapters that can be used, one version of each. It is alive: a refresh changes what it lists and makes, never an adapter that
/// was made before. Safe from any thread.
/// </summary>
public sealed class ProviderRegistry : IAdapterCatalog
{
    private ImmutableSortedDictionary<string, RegisteredProvider> _providers = ImmutableSortedDictionary.Create<string, RegisteredProvider>(StringComparer.Ordinal);
    private DiscoveryOutcome _outcome = DiscoveryOutcome.Nothing;

    internal ProviderRegistry()
    {
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => [.. Providers.Keys];

    /// <summary>What the last discovery came to.</summary>
    public DiscoveryOutcome Outcome => Volatile.Read(ref _outcome);

    internal ImmutableSortedDictionary<string, RegisteredProvider> Providers => Volatile.Read(ref _providers);

    /// <summary>What is registered, by name.</summary>
    public ImmutableArray<ProviderMetadata> List() => [.. Providers.Values.Select(provider => provider.Metadata)];

    /// <summary>What is known of one provider.</summary>
    /// <exception cref="ProviderDiscoveryException">There is none of that name; the message says why.</exception>
    public ProviderMetadata Find(string name) => Get(name).Metadata;

    /// <inheritdoc/>
    public StreamingProviderAdapter Create(string name) => Get(name).Create();

    /// <summary>Why what was found under that name is not used; null when nothing was.</summary>
    internal string? RefusalOf(string name)
    {
        var refused = Outcome.Refused.Where(unused => unused.Name == name).Select(unused => unused.ToString()).ToList();
        return refused.Count == 0 ? null : string.Join(" ", refused);
    }

    internal void Set(string name, RegisteredProvider? provider) =>
        Volatile.Write(ref _providers, provider is null ? _providers.Remove(name) : _providers.SetItem(name, provider));

    internal void Conclude(DiscoveryOutcome outcome) => Volatile.Write(ref _outcome, outcome);

    private RegisteredProvider Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var providers = Providers;
        if (providers.TryGetValue(name, out var provider))
            return provider;
        throw new ProviderDiscoveryException(RefusalOf(name) is { } refusal
            ? $"The provider '{name}' was found but refused. {refusal}"
            : $"There is no provider '{name}'; expected one of {string.Join(", ", providers.Keys)}.");
    }
}
