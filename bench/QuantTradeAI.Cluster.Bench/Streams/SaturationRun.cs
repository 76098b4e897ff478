using System.Diagnostics;
using System.Globalization;
using QuantTradeAI.Cluster.Bench.Load;
using QuantTradeAI.Cluster.Bench.Silos;

namespace QuantTradeAI.Cluster.Bench.Streams;

/// <summary>
/// A venue that sends as fast as it is read: what reaches a client through one silo, all on the machine's cores. More comes in than can be handed on, so
/// that lanes lose events and tell so; what is counted is what was delivered.
/// </summary>
internal static class SaturationRun
{
    private const int Symbols = 10;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(int seconds, int rounds)
    {
        using var config = new BenchConfig(Symbols, providers: 1);
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var streams in (string[])[BenchSilo.Defaults, BenchSilo.Tuned, BenchSilo.Push])
                Console.WriteLine($"round {round}: {streams,-8} {await MeasureAsync(config, streams, TimeSpan.FromSeconds(seconds))}");
        }
    }

    private static async Task<string> MeasureAsync(BenchConfig config, string streams, TimeSpan length)
    {
        await using var market = await Market.StartAsync(Symbols);
        await using var silos = await SiloSet.StartAsync(config, 1, streams, market.Url);
        await using var listener = await Listener.StartAsync(silos, Symbols);
        await market.PaceAsync(100);
        await listener.WhenAllTradedAsync(Symbols);
        await market.FloodAsync();
        await Task.Delay(WarmUp);
        var audit = listener.Audit;
        var (began, trades, missed) = (Stopwatch.GetTimestamp(), audit.Trades, audit.Missed);
        await Task.Delay(length);
        var (elapsed, counted, told) = (Stopwatch.GetElapsedTime(began).TotalSeconds, audit.Trades - trades, audit.Missed - missed);
        await market.PaceAsync(0);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{counted / elapsed,9:N0} events/s delivered, {told / elapsed,9:N0} a second told as missing, load {MachineLoad.Now()}");
    }
}
