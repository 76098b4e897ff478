namespace QuantTradeAI.Cluster.Bench.Push;

/// <summary>A producer of streams that are numbered from its key on.</summary>
public interface IPulseGrain : IGrainWithIntegerKey
{
    /// <summary>Publishes one item to each of so many streams, as often.</summary>
    Task PulseAsync(int streams, int times);
}
