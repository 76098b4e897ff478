namespace QuantTradeAI.Cluster.Tests.Placement;

/// <summary>Placed as a provider's grain.</summary>
public interface IProviderLikeGrain : IPlacedGrain;
