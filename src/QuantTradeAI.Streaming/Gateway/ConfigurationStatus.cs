using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>The configuration in use.</summary>
public sealed record ConfigurationStatus
{
    /// <summary>The file; empty when the configuration was made in code.</summary>
    public string File { get; init; } = "";

    /// <summary>1 for the first, one more for each that took its place.</summary>
    public required long Version { get; init; }

    /// <summary>When it came into use.</summary>
    public required DateTimeOffset AppliedAt { get; init; }

    /// <summary>What is wrong with the newest one, which is therefore not in use; empty when the newest one is.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>How often a newer one was refused since the start.</summary>
    public long Refusals { get; init; }
}
