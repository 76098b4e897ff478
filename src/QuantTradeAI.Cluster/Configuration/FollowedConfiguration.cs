using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>Which configuration a silo uses, and what keeps it from a newer one. Immutable: a step gives the next one.</summary>
/// <param name="Config">The one in use.</param>
/// <param name="Bundle">Its texts.</param>
/// <param name="Version">Its version in the cluster; 0 while the cluster has not heard of it.</param>
/// <param name="AppliedAt">When it came into use.</param>
internal sealed record FollowedConfiguration(StreamingConfig Config, ConfigurationBundle Bundle, long Version, DateTimeOffset AppliedAt)
{
    /// <summary>Why the cluster's newest one is not in use; null when it is.</summary>
    public string? ClusterProblem { get; init; }

    /// <summary>What is wrong with this silo's own file; null when nothing is.</summary>
    public string? FileProblem { get; init; }

    /// <summary>How often a newer one was refused since the start.</summary>
    public long Refusals { get; init; }

    /// <summary>Both problems, one a line; null when there are none.</summary>
    public string? Problem => (ClusterProblem, FileProblem) switch
    {
        (null, var file) => file,
        (var cluster, null) => cluster,
        var (cluster, file) when cluster == file => cluster,
        var (cluster, file) => $"{cluster}{Environment.NewLine}{file}",
    };

    /// <summary>As operators see it; its version is the cluster's.</summary>
    public ConfigurationStatus Status => new()
    {
        File = Config.File,
        Version = Version,
        AppliedAt = AppliedAt,
        Problems = Lines(Problem),
        Refusals = Refusals,
    };

    private static ImmutableArray<string> Lines(string? problem) => [.. (problem ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
