using System.Diagnostics;
using System.Globalization;
using QuantTradeAI.Cluster.Bench.Load;
using QuantTradeAI.Cluster.Bench.Silos;

namespace QuantTradeAI.Cluster.Bench.Streams;

/// <summary>An even flow over ten symbols through one silo to a client, with Orleans' own stream settings and with ours, in turn.</summary>
internal static class StreamsRun
{
    private const int Symbols = 10;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static async Task RunAsync(double eventsPerSecond, int seconds, int rounds)
    {
        await using var market = await Market.StartAsync(Symbols);
        using var config = new BenchConfig(Symbols, providers: 1);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var streams in (string[])[BenchSilo.Defaults, BenchSilo.Tuned, BenchSilo.Push])
                Console.WriteLine($"round {round}: {streams,-8} {await MeasureAsync(market, config, streams, eventsPerSecond, TimeSpan.FromSeconds(seconds))}");
        }
    }

    private static async Task<string> MeasureAsync(Market market, BenchConfig config, string streams, double eventsPerSecond, TimeSpan length)
    {
        await using var silos = await SiloSet.StartAsync(config, 1, streams, market.Url);
        await using var listener = await Listener.StartAsync(silos, Symbols);
        await market.PaceAsync(eventsPerSecond);
        await listener.WhenAllTradedAsync(Symbols);
        await Task.Delay(WarmUp);
        var audit = listener.Audit;
        audit.FromPublish.TakeRecent();
        audit.FromSocket.TakeRecent();
        var (began, trades, use) = (Stopwatch.GetTimestamp(), audit.Trades, await silos.UseAsync());
        await Task.Delay(length);
        var (elapsed, counted) = (Stopwatch.GetElapsedTime(began), audit.Trades - trades);
        var (publish, socket) = (audit.FromPublish.TakeRecent(), audit.FromSocket.TakeRecent());
        var cpu = (await silos.UseAsync())[0].CpuS - use[0].CpuS;
        await market.PaceAsync(0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counted / elapsed.TotalSeconds,7:N0} events/s  published to callback p50 {publish?.P50 / 1_000:0.00} ms p99 {publish?.P99 / 1_000:0.00} ms  socket to callback p50 {socket?.P50 / 1_000:0.00} ms p99 {socket?.P99 / 1_000:0.00} ms  silo {cpu / elapsed.TotalSeconds:0.00} cores {cpu / counted * 1e6:0.0} us an event  lost {audit.Missed} jumps {audit.Jumps}  load {MachineLoad.Now()}");
    }
}
