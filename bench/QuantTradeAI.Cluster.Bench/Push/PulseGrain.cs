using Orleans.Streams;

namespace QuantTradeAI.Cluster.Bench.Push;

/// <inheritdoc cref="IPulseGrain"/>
internal sealed class PulseGrain : Grain, IPulseGrain
{
    public async Task PulseAsync(int streams, int times)
    {
        var provider = this.GetStreamProvider(ScaleRun.Provider);
        var own = Enumerable.Range(0, streams).Select(number => provider.GetStream<long>(ScaleRun.Namespace, this.GetPrimaryKeyLong() + number)).ToList();
        for (var time = 0; time < times; time++)
        {
            foreach (var stream in own)
                await stream.OnNextAsync(time);
        }
    }
}
