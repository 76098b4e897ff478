namespace QuantTradeAI.Streaming.Discovery;

/// <summary>What plugins may cost. What goes beyond is refused.</summary>
public sealed record PluginLimits
{
    /// <summary>The limits unless told otherwise.</summary>
    public static PluginLimits Default { get; } = new();

    /// <summary>Most plugin folders over all directories; 64 by default.</summary>
    public int MaxPlugins { get; init; } = 64;

    /// <summary>Largest manifest in bytes; 256 KiB by default.</summary>
    public int MaxManifestBytes { get; init; } = 256 * 1024;

    /// <summary>Most files in a manifest; 256 by default.</summary>
    public int MaxFiles { get; init; } = 256;

    /// <summary>Largest file in bytes; 64 MiB by default.</summary>
    public int MaxFileBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Largest plugin in bytes, over all its files; 256 MiB by default.</summary>
    public long MaxTotalBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Given-up versions that may still be in memory before no further plugin is loaded; 16 by default.</summary>
    public int MaxStillInMemory { get; init; } = 16;
}
