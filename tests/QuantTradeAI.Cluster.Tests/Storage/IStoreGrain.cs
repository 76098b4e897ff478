namespace QuantTradeAI.Cluster.Tests.Storage;

/// <summary>A grain that opens a provider's store, which tests then use from outside, as the engine's writer does.</summary>
[Alias("QuantTradeAI.Tests.Store")]
public interface IStoreGrain : IGrainWithStringKey
{
    /// <summary>Returns once the store is in <see cref="StoreGrain.Stores"/> under the key.</summary>
    [Alias("Open")]
    Task OpenAsync(string owner);
}
