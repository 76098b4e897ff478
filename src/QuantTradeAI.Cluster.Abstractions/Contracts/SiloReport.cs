using System.Collections.Immutable;

namespace QuantTradeAI.Cluster;

/// <summary>What a silo carries.</summary>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.SiloReport")]
public sealed record SiloReport
{
    /// <summary>The silo, as Orleans writes its address.</summary>
    [Id(0)]
    public required string Silo { get; init; }

    /// <summary>Its name in logs; may be empty.</summary>
    [Id(1)]
    public string Name { get; init; } = "";

    /// <summary>The adapters that serve there.</summary>
    [Id(2)]
    public required ImmutableArray<AdapterReport> Adapters { get; init; }

    /// <summary>The version of the configuration that it follows; 0 before the first.</summary>
    [Id(3)]
    public long ConfigurationVersion { get; init; }

    /// <summary>Why it does not follow the newest configuration; null when it does.</summary>
    [Id(4)]
    public string? ConfigurationProblem { get; init; }
}
