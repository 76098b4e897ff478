namespace QuantTradeAI.Cluster.Tests.Placement;

/// <summary>A grain that says where it is.</summary>
public interface IPlacedGrain : IGrainWithStringKey
{
    Task<SiloAddress> WhereAsync();
}
