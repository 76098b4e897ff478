using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Reads the headers of a segment: what is in it, and what is missing between.</summary>
internal static class SegmentReader
{
    public static bool IsSound(in StreamSegment segment) => segment.After >= 0 && segment.Last >= segment.After && segment.Last < long.MaxValue;

    /// <summary>Adds the blocks and losses behind the number <paramref name="had"/>, without a hole up to the segment's last. Returns what was wrong; what cannot be read is lost then.</summary>
    public static string? Read(in StreamSegment segment, long had, List<ReceivedBlock> into)
    {
        var expected = segment.After + 1;
        var rest = segment.Blocks;
        try
        {
            while (BlockFormat.TryRead(ref rest, out var first, out var block))
            {
                var last = first + block.Count - 1;
                if (first < expected || last > segment.Last)
                    throw new FormatException($"Items {first} to {last} have no place between {expected} and {segment.Last}.");
                Lose(segment, expected, first - 1, had, segment.Reason, into);
                var skip = (int)Math.Clamp(had + 1 - first, 0, block.Count);
                if (skip < block.Count)
                    into.Add(new ReceivedBlock(segment.Epoch, first + skip, block, segment.PublishedAt, null) { Skip = skip });
                expected = last + 1;
            }

            Lose(segment, expected, segment.Last, had, segment.Reason, into);
            return null;
        }
        catch (FormatException e)
        {
            Lose(segment, expected, segment.Last, had, LossReason.Unreadable, into);
            return e.Message;
        }
    }

    private static void Lose(in StreamSegment segment, long first, long last, long had, LossReason reason, List<ReceivedBlock> into)
    {
        first = Math.Max(first, had + 1);
        if (first <= last)
            into.Add(ReceivedBlock.OfLoss(segment.Epoch, first, last, last - first + 1, reason, segment.PublishedAt));
    }
}
