using System.Globalization;
using QuantTradeAI.Cluster.Bench.Silos;

namespace QuantTradeAI.Cluster.Bench.Soak;

/// <summary>
/// The silos' CPU time an event with few symbols and with many. Both clusters trade at the same time, so that what else the machine does falls on both:
/// the times tell little, their ratio does.
/// </summary>
internal static class CostRun
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(int few, int many, int providers, int rounds, double eventsPerSecond)
    {
        await using var one = await SoakRig.StartAsync(few, providers, eventsPerSecond, SiloSet.DefaultFirstPort);
        await using var other = await SoakRig.StartAsync(many, providers, eventsPerSecond, SiloSet.DefaultFirstPort + (SoakRig.SiloCount * 2));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{few:N0} and {many:N0} symbols of {providers} providers on {SoakRig.SiloCount} silos each, {eventsPerSecond:N0} events/s each, {Round.TotalSeconds} s a round"));
        foreach (var rig in new[] { one, other })
            Console.WriteLine(PlacesOf(await rig.Silos.UseAsync()));
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var both = await Task.WhenAll(MeasureAsync(one), MeasureAsync(other));
            ratios.Add(both[1].Cost / both[0].Cost);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round,3}  {both[0]}   {both[1]}   {ratios[^1]:0.000}"));
        }

        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio: median {ratios[ratios.Count / 2]:0.000}, from {ratios[0]:0.000} to {ratios[^1]:0.000}"));
        foreach (var rig in new[] { one, other })
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"jumps {rig.Listener.Audit.Jumps}, gaps {rig.Listener.Audit.Gaps}, dropped {rig.Listener.Subscription.Dropped}"));
    }

    /// <summary>What lives where: two clusters cost the same only where they have fallen out alike.</summary>
    private static string PlacesOf(SiloUse[] silos)
    {
        return $"{Each(silo => silo.Symbols)} symbols, {Each(silo => silo.Providers)} providers";

        string Each(Func<SiloUse, double> count) => string.Join(" + ", silos.Select(silo => count(silo).ToString("0", CultureInfo.InvariantCulture)));
    }

    private static async Task<Measured> MeasureAsync(SoakRig rig)
    {
        var audit = rig.Listener.Audit;
        var (before, trades) = (await rig.Silos.UseAsync(), audit.Trades);
        audit.FromPublish.TakeRecent();
        await Task.Delay(Round);
        var (after, count) = (await rig.Silos.UseAsync(), audit.Trades - trades);
        var latency = audit.FromPublish.TakeRecent();
        var cpu = SiloUse.CpuOf(after) - SiloUse.CpuOf(before);
        return new Measured(cpu / count * 1e6, latency?.P50 / 1_000, latency?.P99 / 1_000, after.Sum(silo => silo.WorkingSetMb));
    }

    /// <param name="Cost">Microseconds of CPU time an event.</param>
    /// <param name="P50">Milliseconds from publishing.</param>
    /// <param name="P99">As <paramref name="P50"/>.</param>
    /// <param name="WorkingSetMb">Of both silos.</param>
    private readonly record struct Measured(double Cost, double? P50, double? P99, double WorkingSetMb)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cost,6:0.0} us an event p50 {P50:0.00} ms p99 {P99:0.00} ms {WorkingSetMb,5:0} MB");
    }
}
