using Orleans.Concurrency;

namespace QuantTradeAI.Silo.Tests.Chaos.Streams;

/// <summary>A producer; its key is the stream's.</summary>
[Alias("chaos.IPulseGrain")]
internal interface IPulseGrain : IGrainWithIntegerKey
{
    /// <summary>Publishes so many items a second, from now on if it does not already.</summary>
    [Alias("Keep"), AlwaysInterleave]
    Task KeepAsync(int perSecond);

    /// <summary>Publishes no more. Returns its run, and the number of the last item.</summary>
    [Alias("End"), AlwaysInterleave]
    Task<Pulse> EndAsync();
}
