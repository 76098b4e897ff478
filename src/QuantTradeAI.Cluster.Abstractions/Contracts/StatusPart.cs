namespace QuantTradeAI.Cluster;

/// <summary>A silo's part of the cluster's status.</summary>
/// <param name="Silo">The silo, as Orleans writes its address.</param>
/// <param name="Version">The format of <paramref name="Json"/>; a reader that does not know it says so.</param>
/// <param name="Json">UTF-8.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.StatusPart")]
public sealed record StatusPart([property: Id(0)] string Silo, [property: Id(1)] int Version, [property: Id(2)] ReadOnlyMemory<byte> Json);
