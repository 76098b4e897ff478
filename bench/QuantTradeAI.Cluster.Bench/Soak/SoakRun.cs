using System.Diagnostics;
using System.Globalization;
using QuantTradeAI.Cluster.Bench.Load;
using QuantTradeAI.Cluster.Bench.Silos;

namespace QuantTradeAI.Cluster.Bench.Soak;

/// <summary>Many symbols of many providers on two silos for long: memory, losses and the silos' CPU time an event, every number audited at a client.</summary>
internal static class SoakRun
{
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(int symbols, int providers, double minutes, double eventsPerSecond, int firstPort)
    {
        await using var rig = await SoakRig.StartAsync(symbols, providers, eventsPerSecond, firstPort);
        var listener = rig.Listener;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{symbols:N0} symbols of {providers} providers on {SoakRig.SiloCount} silos, {eventsPerSecond:N0} events/s, {minutes} min"));
        await WatchAsync(rig.Silos, listener, TimeSpan.FromMinutes(minutes));
        var published = await rig.Market.PaceAsync(0);
        await Task.Delay(Drain);
        var (audit, feed) = (listener.Audit, listener.Feed);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{published:N0} made since the market began, {audit.Trades:N0} delivered; jumps {audit.Jumps}, gaps {audit.Gaps} of {audit.Missed}, undelivered {feed.Undelivered}, replayed {feed.Replayed}, duplicates {feed.Duplicates}, late {feed.Late}, resubscriptions {feed.Resubscriptions}, failed calls {feed.FailedCalls}, dropped {listener.Subscription.Dropped}"));
        foreach (var line in audit.Broken.Concat(audit.Statuses))
            Console.WriteLine(line);
    }

    private static async Task WatchAsync(SiloSet silos, Listener listener, TimeSpan length)
    {
        var audit = listener.Audit;
        var (began, first) = (Stopwatch.GetTimestamp(), await silos.UseAsync());
        var (use, trades, start) = (first, audit.Trades, audit.Trades);
        audit.FromPublish.TakeRecent();
        var memory = new List<double>();
        for (var at = began; Stopwatch.GetElapsedTime(began) < length;)
        {
            await Task.Delay(Every);
            var (now, seconds, count) = (await silos.UseAsync(), Stopwatch.GetElapsedTime(at).TotalSeconds, audit.Trades - trades);
            (at, trades) = (Stopwatch.GetTimestamp(), trades + count);
            var (cpu, latency) = (SiloUse.CpuOf(now) - SiloUse.CpuOf(use), audit.FromPublish.TakeRecent());
            var (sent, batches) = (now.Sum(silo => silo.Sent) - use.Sum(silo => silo.Sent), now.Sum(silo => silo.Batches) - use.Sum(silo => silo.Batches));
            memory.Add(now.Sum(silo => silo.WorkingSetMb));
            use = now;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Stopwatch.GetElapsedTime(began).TotalSeconds,4:0} s  {count / seconds,7:N0} events/s  {cpu / count * 1e6,6:0.0} us an event ({cpu / seconds:0.00} cores, {sent / Math.Max(1, batches):0.00} events a batch)  p50 {latency?.P50 / 1_000:0.00} ms p99 {latency?.P99 / 1_000:0.00} ms  silos {string.Join(" + ", now.Select(silo => silo.WorkingSetMb.ToString("0", CultureInfo.InvariantCulture)))} MB, managed {string.Join(" + ", now.Select(silo => silo.ManagedMb.ToString("0", CultureInfo.InvariantCulture)))} MB  jumps {audit.Jumps} gaps {audit.Gaps}  load {MachineLoad.Now()}"));
        }

        var quarter = Math.Max(1, memory.Count / 4);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"silos {(SiloUse.CpuOf(use) - SiloUse.CpuOf(first)) / (trades - start) * 1e6:0.0} us an event; mean working set of both in the first quarter {memory.Take(quarter).Average():0} MB, in the last {memory.TakeLast(quarter).Average():0} MB"));
    }
}
