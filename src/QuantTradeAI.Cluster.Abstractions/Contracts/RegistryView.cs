using System.Collections.Immutable;

namespace QuantTradeAI.Cluster;

/// <summary>What the registry knows.</summary>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.RegistryView")]
public sealed record RegistryView
{
    /// <summary>The silos that report, by address.</summary>
    [Id(0)]
    public required ImmutableArray<SiloReport> Silos { get; init; }

    /// <summary>The <see cref="ConfigurationVersion"/> while the registry cannot read what it kept.</summary>
    public const long UnknownVersion = -1;

    /// <summary>The version of the configuration of now; 0 before the first, <see cref="UnknownVersion"/> while that is not known.</summary>
    [Id(1)]
    public required long ConfigurationVersion { get; init; }

    /// <summary>The highest version of each adapter, which is the one that runs; a silo that carries only a lower one hosts no such provider.</summary>
    [Id(2)]
    public required ImmutableArray<AdapterReport> Serving { get; init; }

    /// <summary>Tells configurations of one version apart, which there can be only after two registries ran at once; empty before the first.</summary>
    [Id(3)]
    public string ConfigurationHash { get; init; } = "";
}
