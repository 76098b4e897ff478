namespace QuantTradeAI.Cluster.Placement;

/// <summary>See <see cref="SpreadAttribute"/>.</summary>
internal sealed class SpreadPlacement : PlacementStrategy;
