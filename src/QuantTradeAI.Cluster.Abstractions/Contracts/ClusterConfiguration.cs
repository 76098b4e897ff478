using System.Collections.Immutable;

namespace QuantTradeAI.Cluster;

/// <summary>The configuration that all silos follow: texts as they were written, with placeholders that each silo resolves from its own environment, so that no secret travels.</summary>
/// <param name="Version">Grows with each change; 0 before the first.</param>
/// <param name="Main">The name of the streaming configuration among <paramref name="Files"/>.</param>
/// <param name="Files">It, and the files that it names.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.ClusterConfiguration")]
public sealed record ClusterConfiguration(
    [property: Id(0)] long Version, [property: Id(1)] string Main, [property: Id(2)] ImmutableArray<ConfigurationFile> Files);
