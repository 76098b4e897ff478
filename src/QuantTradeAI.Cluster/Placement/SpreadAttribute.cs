using Orleans.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>The grain's key is a provider: all silos get about as many.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadAttribute() : PlacementAttribute(new SpreadPlacement());
