using System.Collections.Immutable;
using System.Diagnostics;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>What the system and the runtime tell of this process.</summary>
/// <param name="StartedAt">When it was started.</param>
/// <param name="CpuTime">Of all its threads, in user and kernel mode.</param>
/// <param name="ResidentBytes">Memory that is in use and not swapped out.</param>
/// <param name="Threads">Threads of the system.</param>
/// <param name="AllocatedBytes">Ever allocated on the managed heap.</param>
/// <param name="Heaps">By generation, after the last collection.</param>
internal sealed record ProcessFigures(
    DateTimeOffset StartedAt, TimeSpan CpuTime, long ResidentBytes, int Threads, long AllocatedBytes, ImmutableArray<HeapFigures> Heaps)
{
    private static readonly ImmutableArray<string> Generations = ["gen0", "gen1", "gen2", "loh", "poh"];

    public static ProcessFigures Now()
    {
        using var process = Process.GetCurrentProcess();
        var sizes = GC.GetGCMemoryInfo().GenerationInfo;
        var heaps = ImmutableArray.CreateBuilder<HeapFigures>();
        for (var i = 0; i < Math.Min(sizes.Length, Generations.Length); i++)
            heaps.Add(new HeapFigures(Generations[i], sizes[i].SizeAfterBytes, i <= GC.MaxGeneration ? ExactCollections(i) : null));
        return new ProcessFigures(
            process.StartTime.ToUniversalTime(),
            process.TotalProcessorTime,
            process.WorkingSet64,
            process.Threads.Count,
            GC.GetTotalAllocatedBytes(),
            heaps.ToImmutable());
    }

    /// <summary>Collections of this generation only; the runtime counts those of higher ones in.</summary>
    private static long ExactCollections(int generation) =>
        GC.CollectionCount(generation) - (generation < GC.MaxGeneration ? GC.CollectionCount(generation + 1) : 0);
}
