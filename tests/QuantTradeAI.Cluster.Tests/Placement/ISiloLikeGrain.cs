namespace QuantTradeAI.Cluster.Tests.Placement;

/// <summary>Placed as a silo's grain.</summary>
public interface ISiloLikeGrain : IPlacedGrain;
