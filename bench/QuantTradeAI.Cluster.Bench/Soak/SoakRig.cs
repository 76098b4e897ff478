using QuantTradeAI.Cluster.Bench.Load;
using QuantTradeAI.Cluster.Bench.Silos;

namespace QuantTradeAI.Cluster.Bench.Soak;

/// <summary>A market, two silos that have its symbols from many providers, and a client that audits every trade: each in a process of its own but for the client.</summary>
internal sealed class SoakRig : IAsyncDisposable
{
    public const int SiloCount = 2;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    private readonly BenchConfig _config;
    private Market? _market;
    private SiloSet? _silos;
    private Listener? _listener;

    private SoakRig(BenchConfig config) => _config = config;

    public Market Market => _market!;

    public SiloSet Silos => _silos!;

    public Listener Listener => _listener!;

    /// <summary>All symbols have traded at this pace, and for some time, when this returns.</summary>
    /// <param name="symbols">How many symbols.</param>
    /// <param name="providers">How many providers they are shared out to.</param>
    /// <param name="eventsPerSecond">The pace.</param>
    /// <param name="firstPort">The first silo's; others follow.</param>
    public static async Task<SoakRig> StartAsync(int symbols, int providers, double eventsPerSecond, int firstPort)
    {
        var rig = new SoakRig(new BenchConfig(symbols, providers));
        try
        {
            rig._market = await Market.StartAsync(symbols);
            rig._silos = await SiloSet.StartAsync(rig._config, SiloCount, BenchSilo.Push, rig.Market.Url, firstPort);
            rig._listener = await Listener.StartAsync(rig.Silos, symbols);
            await rig.Market.PaceAsync(eventsPerSecond);
            await rig.Listener.WhenAllTradedAsync(symbols);
            await Task.Delay(WarmUp);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { _listener, _silos, _market })
        {
            if (part is not null)
                await part.DisposeAsync();
        }

        _config.Dispose();
    }
}
