using Orleans.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>See <see cref="AvoidsLeavingAttribute"/>.</summary>
internal sealed class AvoidsLeavingFilter() : PlacementFilterStrategy(order: 1);
