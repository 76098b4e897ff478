using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Registry;

/// <summary>What is known of an adapter without having one. It holds nothing of the adapter's own, so it outlives a plugin that is unloaded.</summary>
public sealed record ProviderMetadata
{
    /// <summary>The name that configuration uses: <c>binance</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The adapter's semantic version.</summary>
    public required string Version { get; init; }

    /// <summary>What it offers.</summary>
    public required ProviderCapabilities Capabilities { get; init; }

    /// <summary>One line for people; may be empty.</summary>
    public required string Description { get; init; }

    /// <summary>Assemblies it cannot work without.</summary>
    public required ImmutableArray<ProviderDependency> Dependencies { get; init; }

    /// <summary>The path of its assembly.</summary>
    public required string ModulePath { get; init; }

    /// <summary>Where it comes from.</summary>
    public required ProviderOrigin Origin { get; init; }
}
