using System.Diagnostics;
using System.Globalization;
using QuantTradeAI.Cluster.Bench.Load;
using QuantTradeAI.Cluster.Bench.Silos;

namespace QuantTradeAI.Cluster.Bench.Streams;

/// <summary>What a silo costs while nothing happens, by how often its queues are looked into.</summary>
internal static class IdleRun
{
    private const int Symbols = 10;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(int seconds, int rounds)
    {
        await using var market = await Market.StartAsync(Symbols);
        for (var round = 1; round <= rounds; round++)
        {
            await MeasureAsync(market, round, seconds, "push", BenchSilo.Push, "");
            foreach (var milliseconds in (int[])[1, 2, 5, 10, 100])
            {
                var period = string.Create(CultureInfo.InvariantCulture, $"poll_period_ms: {milliseconds}");
                await MeasureAsync(market, round, seconds, $"memory, {period}", BenchSilo.Tuned, period);
            }
        }
    }

    private static async Task MeasureAsync(Market market, int round, int seconds, string name, string streams, string keys)
    {
        using var config = new BenchConfig(Symbols, providers: 1, keys);
        await using var silos = await SiloSet.StartAsync(config, 1, streams, market.Url);
        await Task.Delay(WarmUp);
        var (began, use) = (Stopwatch.GetTimestamp(), await silos.UseAsync());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var cpu = (await silos.UseAsync())[0].CpuS - use[0].CpuS;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"round {round}: {name,-28} {cpu / Stopwatch.GetElapsedTime(began).TotalSeconds * 100:0.0} % of a core  load {MachineLoad.Now()}"));
    }
}
