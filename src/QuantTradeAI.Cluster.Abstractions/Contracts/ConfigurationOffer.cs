using System.Collections.Immutable;

namespace QuantTradeAI.Cluster;

/// <summary>A configuration that a silo has read.</summary>
/// <param name="Silo">The silo, as Orleans writes its address.</param>
/// <param name="Main">The name of the streaming configuration among <paramref name="Files"/>.</param>
/// <param name="Files">It, and the files that it names.</param>
/// <param name="IsChange">Whether its files changed while it ran, so that it is newer than all before; else it is what the silo started with.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.ConfigurationOffer")]
public sealed record ConfigurationOffer(
    [property: Id(0)] string Silo, [property: Id(1)] string Main, [property: Id(2)] ImmutableArray<ConfigurationFile> Files, [property: Id(3)] bool IsChange);
