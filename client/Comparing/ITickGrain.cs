using Orleans.Concurrency;

namespace QuantTradeAI.Client.Comparing;

/// <summary>A producer in a silo; its key is the stream's.</summary>
[Alias("QuantTradeAI.Client.ITickGrain")]
internal interface ITickGrain : IGrainWithIntegerKey
{
    /// <summary>Begins to publish.</summary>
    [Alias("Begin")]
    Task BeginAsync(TickLoad load);

    /// <summary>Ends; returns how many items were published.</summary>
    [Alias("End"), AlwaysInterleave]
    Task<long> EndAsync();
}
