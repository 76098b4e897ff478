using System.Collections.Immutable;
using static QuantTradeAI.Streaming.Telemetry.MetricFamily;
using static QuantTradeAI.Streaming.Telemetry.MetricKind;

namespace QuantTradeAI.Streaming.Telemetry.Families;

/// <summary>The process and its runtime, under the names that they usually have.</summary>
internal static class ProcessFamilies
{
    private const string GenerationLabel = "gc_heap_generation";

    public static ImmutableArray<MetricFamily> Process { get; } =
    [
        Single(
            "process.start.time", Gauge, MetricUnits.Seconds, "When the process was started, since the Unix epoch.",
            static moment => GatewayFamilies.Unix(moment.Process.StartedAt)),
        Single("process.cpu", Counter, MetricUnits.Seconds, "Processor time of all threads, in user and kernel mode.", static moment => moment.Process.CpuTime.TotalSeconds),
        Single("process.resident.memory", Gauge, MetricUnits.Bytes, "Memory in use that is not swapped out.", static moment => moment.Process.ResidentBytes),
        Single("process.num.threads", Gauge, MetricUnits.Count, "Threads of the operating system.", static moment => moment.Process.Threads),
    ];

    public static ImmutableArray<MetricFamily> Runtime { get; } =
    [
        Single(
            "dotnet.gc.heap.total_allocated", Counter, MetricUnits.Bytes, "Bytes ever allocated on the managed heap.", static moment => moment.Process.AllocatedBytes),
        Labelled(
            "dotnet.gc.last_collection.heap.size", Gauge, MetricUnits.Bytes, "Size of the managed heap after the last collection, by generation.", [GenerationLabel],
            static moment => moment.Process.Heaps.Select(static heap => Sample.Of(heap.Bytes, heap.Generation))),
        Labelled(
            "dotnet.gc.collections", Counter, MetricUnits.Count, "Garbage collections, by generation.", [GenerationLabel],
            static moment => moment.Process.Heaps.Where(static heap => heap.Collections is not null).Select(static heap => Sample.Of(heap.Collections!.Value, heap.Generation))),
    ];
}
