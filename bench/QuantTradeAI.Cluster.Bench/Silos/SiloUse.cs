using System.Diagnostics;
using System.Globalization;
using QuantTradeAI.Cluster.Engine;

namespace QuantTradeAI.Cluster.Bench.Silos;

/// <summary>What a process used since it began.</summary>
/// <param name="CpuS">CPU time in seconds, over all cores.</param>
/// <param name="WorkingSetMb">Memory now.</param>
/// <param name="ManagedMb">Managed objects after the last collection.</param>
/// <param name="Sent">Events that symbols took of the providers owned there.</param>
/// <param name="Batches">In so many batches.</param>
/// <param name="Symbols">Symbols that live there.</param>
/// <param name="Providers">Providers that are owned there.</param>
internal sealed record SiloUse(double CpuS, double WorkingSetMb, double ManagedMb, double Sent, double Batches, double Symbols, double Providers)
{
    /// <summary>The CPU time of several together, in seconds.</summary>
    public static double CpuOf(IEnumerable<SiloUse> silos) => silos.Sum(silo => silo.CpuS);

    public static string Now(SiloEngine engine)
    {
        using var self = Process.GetCurrentProcess();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{self.TotalProcessorTime.TotalSeconds} {self.WorkingSet64 / 1e6} {GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes / 1e6} {engine.Providers.Hosted.Sum(one => one.Pump.Sent)} {engine.Providers.Hosted.Sum(one => one.Pump.Batches)} {engine.Symbols.Hosts.Count} {engine.Providers.Hosted.Length}");
    }

    public static SiloUse Parse(string text)
    {
        var parts = text.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new SiloUse(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
    }
}
