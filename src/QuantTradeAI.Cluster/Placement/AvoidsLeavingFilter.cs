using Orleans.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>See <see cref="AvoidsLeavingAttribute"/>. It comes before all others: a silo that ends is worse than one of which nothing is known yet.</summary>
internal sealed class AvoidsLeavingFilter() : PlacementFilterStrategy(order: -1);
