using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>
/// How far one epoch of one producer has come. Frames may come twice and overtake each other: what comes too early waits, within bounds. Belongs to one
/// caller at a time.
/// </summary>
internal sealed class ProducerPosition
{
    /// <summary>Most segments that wait for one before them.</summary>
    public const int MaxEarly = 64;

    private SortedList<long, StreamSegment>? _early;

    /// <summary>The last number that was accounted for; null before the first segment.</summary>
    public long? Last { get; private set; }

    /// <summary>How many segments wait for one before them.</summary>
    public int Early => _early?.Count ?? 0;

    /// <summary>Adds to <paramref name="taken"/> what can be taken in order now.</summary>
    /// <exception cref="FormatException">A block is damaged.</exception>
    public void Take(in StreamSegment segment, List<ReceivedBlock> taken)
    {
        if (!segment.IsFirst && segment.Last == segment.After)
            return; // A question only.
        if (!segment.IsFirst && (Last is null || segment.After > Last))
        {
            (_early ??= [])[segment.After] = segment;
            if (_early.Count > MaxEarly)
                GiveUp(taken);
            return;
        }

        Read(segment, taken);
        TakeEarly(taken);
    }

    /// <summary>What is missing before the segments that wait does not come any more.</summary>
    public void GiveUp(List<ReceivedBlock> taken)
    {
        if (Early == 0)
            return;
        var first = _early!.Values[0];
        _early.RemoveAt(0);
        Read(first, taken);
        TakeEarly(taken);
    }

    private void TakeEarly(List<ReceivedBlock> taken)
    {
        while (Early > 0 && _early!.Keys[0] <= Last)
        {
            var next = _early.Values[0];
            _early.RemoveAt(0);
            Read(next, taken);
        }
    }

    private void Read(in StreamSegment segment, List<ReceivedBlock> taken)
    {
        var last = Last ?? segment.After;
        if (segment.After > last)
            last = Lose(segment.Epoch, last, segment.After, LossReason.Unreachable, taken);
        var rest = segment.Blocks;
        try
        {
            while (BlockFormat.TryRead(ref rest, out var first, out var block))
                last = Take(segment, first, block, last, taken);
        }
        catch (FormatException)
        {
            last = Lose(segment.Epoch, last, segment.Last, LossReason.Unreadable, taken);
        }

        Last = segment.Last > last ? Lose(segment.Epoch, last, segment.Last, segment.Reason, taken) : last;
    }

    private static long Take(in StreamSegment segment, long first, in Block block, long last, List<ReceivedBlock> taken)
    {
        var end = first + block.Count - 1;
        if (end <= last || end > segment.Last)
            return last;
        if (first > last + 1)
            last = Lose(segment.Epoch, last, first - 1, segment.Reason, taken);
        var had = (int)(last + 1 - first);
        taken.Add(new ReceivedBlock(segment.Epoch, last + 1, had > 0 ? BlockItems.Skip(block, had) : block, segment.PublishedAt, null));
        return end;
    }

    private static long Lose(long epoch, long last, long upto, LossReason reason, List<ReceivedBlock> taken)
    {
        taken.Add(ReceivedBlock.OfLoss(epoch, last + 1, upto, upto - last, reason));
        return upto;
    }
}
