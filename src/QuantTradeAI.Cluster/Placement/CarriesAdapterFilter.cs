using Orleans.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>See <see cref="CarriesAdapterAttribute"/>.</summary>
internal sealed class CarriesAdapterFilter() : PlacementFilterStrategy(order: 0);
