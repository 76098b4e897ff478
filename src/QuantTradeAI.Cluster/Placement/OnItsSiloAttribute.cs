using Orleans.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>The grain's key is a silo, as <see cref="SiloAddress.ToParsableString"/> writes it: it runs there and nowhere else.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnItsSiloAttribute() : PlacementAttribute(new OnItsSiloPlacement());
