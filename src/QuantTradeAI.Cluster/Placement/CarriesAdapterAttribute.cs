using Orleans.Placement;

namespace QuantTradeAI.Cluster.Placement;

/// <summary>The grain's key is a provider: only silos that carry its adapter in the version that serves may have it.</summary>
internal sealed class CarriesAdapterAttribute() : PlacementFilterAttribute(new CarriesAdapterFilter());
