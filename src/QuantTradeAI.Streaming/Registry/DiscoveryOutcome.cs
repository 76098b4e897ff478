using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Registry;

/// <summary>What a discovery came to.</summary>
public sealed record DiscoveryOutcome
{
    /// <summary>Before the first discovery.</summary>
    public static DiscoveryOutcome Nothing { get; } = new();

    /// <summary>What serves now, by name.</summary>
    public ImmutableArray<ProviderMetadata> Registered { get; init; } = [];

    /// <summary>What this discovery added, replaced and removed, by name.</summary>
    public ImmutableArray<ProviderChange> Changes { get; init; } = [];

    /// <summary>What was found and does not serve, by name and path.</summary>
    public ImmutableArray<UnusedProvider> Unused { get; init; } = [];

    /// <summary>Code that this discovery gave up.</summary>
    public ImmutableArray<UnloadedPlugin> Unloaded { get; init; } = [];

    /// <summary>Given-up code that is still in memory, this discovery's and earlier ones': because something holds it, or because it hangs.</summary>
    public int StillInMemory { get; init; }

    /// <summary>What is lower than what serves.</summary>
    public IEnumerable<UnusedProvider> Superseded => Of(UnusedKind.Superseded);

    /// <summary>Folders that went back to a lower version than the one that serves from them.</summary>
    public IEnumerable<UnusedProvider> Downgrades => Of(UnusedKind.Downgrade);

    /// <summary>The same version from elsewhere.</summary>
    public IEnumerable<UnusedProvider> Conflicts => Of(UnusedKind.Conflict);

    /// <summary>What is broken or not allowed.</summary>
    public IEnumerable<UnusedProvider> Refused => Of(UnusedKind.Refused);

    private IEnumerable<UnusedProvider> Of(UnusedKind kind) => Unused.Where(unused => unused.Kind == kind);
}
