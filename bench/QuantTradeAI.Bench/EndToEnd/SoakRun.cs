using System.Diagnostics;
using System.Globalization;
using QuantTradeAI.Streaming.Feeds;

namespace QuantTradeAI.Bench.EndToEnd;

/// <summary>Full speed for a long time: prints rate and memory every ten seconds, and what changed in the end.</summary>
internal static class SoakRun
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(TimeSpan length)
    {
        await using var server = await FloodServer.StartAsync(long.MaxValue / 2);
        await using var gateway = GatewayRun.Make(server.Url);
        long count = 0;
        using var trades = gateway.SubscribeToTrades(
            ["BTC-USDT"], _ => count++, new SubscriptionOptions { Policy = QueuePolicy.Block, Capacity = 65_536 });
        await gateway.StartAsync();
        var memory = new List<long>();
        var began = Stopwatch.GetTimestamp();
        for (long before = 0; Stopwatch.GetElapsedTime(began) < length; before = count)
        {
            await Task.Delay(Every);
            using var self = Process.GetCurrentProcess();
            memory.Add(self.WorkingSet64);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Stopwatch.GetElapsedTime(began).TotalSeconds,4:0} s  {(count - before) / Every.TotalSeconds,10:N0} trades/s  working set {self.WorkingSet64 >> 20,4} MB  managed {GC.GetTotalMemory(false) >> 20,4} MB  collections {GC.CollectionCount(0)}/{GC.CollectionCount(1)}/{GC.CollectionCount(2)}"));
        }

        var status = gateway.GetStatus();
        var quarter = Math.Max(1, memory.Count / 4);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} trades; gaps {status.Streams.Sum(s => s.Counters.Gaps)}, dropped {status.Totals.Subscribers.Dropped}; mean working set of the first quarter {memory.Take(quarter).Average() / 1e6:0.0} MB, of the last {memory.TakeLast(quarter).Average() / 1e6:0.0} MB"));
    }
}
