using Orleans.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>The grain does not begin on a silo that is about to stop while another one can have it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AvoidsLeavingAttribute() : PlacementFilterAttribute(new AvoidsLeavingFilter());
