using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>A block with its place.</summary>
/// <param name="First">The number of its first item.</param>
/// <param name="PublishedAt">Nanoseconds since the Unix epoch.</param>
/// <param name="Block">The items.</param>
internal readonly record struct LogEntry(long First, long PublishedAt, Block Block)
{
    /// <summary>The number of its last item.</summary>
    public long Last => First + Block.Count - 1;
}
