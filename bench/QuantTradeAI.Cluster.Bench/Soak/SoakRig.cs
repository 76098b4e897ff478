using QuantTradeAI.Cluster.Bench.Load;
using QuantTradeAI.Cluster.Bench.Silos;

namespace QuantTradeAI.Cluster.Bench.Soak;

/// <summary>A market, two silos that have its symbols from many providers, and a client that audits every trade: each in a process of its own but for the client.</summary>
internal sealed class SoakRig : IAsyncDisposable
{
    public const int SiloCount = 2;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    private readonly BenchConfig _config;

    private SoakRig(Market market, BenchConfig config, SiloSet silos, Listener listener) => (Market, _config, Silos, Listener) = (market, config, silos, listener);

    public Market Market { get; }

    public SiloSet Silos { get; }

    public Listener Listener { get; }

    /// <summary>All symbols have traded at this pace, and for some time, when this returns.</summary>
    /// <param name="symbols">How many symbols.</param>
    /// <param name="providers">How many providers they are shared out to.</param>
    /// <param name="eventsPerSecond">The pace.</param>
    /// <param name="firstPort">The first silo's; others follow.</param>
    public static async Task<SoakRig> StartAsync(int symbols, int providers, double eventsPerSecond, int firstPort)
    {
        var market = await Market.StartAsync(symbols);
        var config = new BenchConfig(symbols, providers);
        var silos = await SiloSet.StartAsync(config, SiloCount, BenchSilo.Push, market.Url, firstPort);
        var rig = new SoakRig(market, config, silos, await Listener.StartAsync(silos, symbols));
        await market.PaceAsync(eventsPerSecond);
        await rig.Listener.WhenAllTradedAsync(symbols);
        await Task.Delay(WarmUp);
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        await Listener.DisposeAsync();
        await Silos.DisposeAsync();
        _config.Dispose();
        await Market.DisposeAsync();
    }
}
