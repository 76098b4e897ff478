namespace QuantTradeAI.Cluster.Placement;

/// <summary>See <see cref="OnItsSiloAttribute"/>.</summary>
internal sealed class OnItsSiloPlacement : PlacementStrategy;
