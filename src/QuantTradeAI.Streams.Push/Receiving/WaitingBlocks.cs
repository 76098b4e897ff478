namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Blocks in their order, and what was dropped in its place. Belongs to one caller at a time.</summary>
internal sealed class WaitingBlocks
{
    private List<ReceivedBlock> _blocks = [];
    private List<ReceivedBlock> _dropped = [];
    private int _start;

    /// <summary>How many items wait.</summary>
    public long Items { get; private set; }

    public bool IsEmpty => _blocks.Count == _start && _dropped.Count == 0;

    public void Add(ReceivedBlock block)
    {
        _blocks.Add(block);
        Items += block.Count;
    }

    /// <summary>Everything, in order.</summary>
    public IReadOnlyList<ReceivedBlock> TakeAll()
    {
        IReadOnlyList<ReceivedBlock> all = _dropped.Count == 0 && _start == 0 ? _blocks : [.. _dropped, .. _blocks.Skip(_start)];
        Clear();
        return all;
    }

    public void Clear()
    {
        (_blocks, _dropped, _start, Items) = ([], [], 0, 0);
    }

    /// <summary>Drops the oldest until so many items are left; returns how many went.</summary>
    public long DropTo(long limit)
    {
        var before = Items;
        while (Items > limit)
        {
            var oldest = _blocks[_start];
            _blocks[_start++] = null!;
            Items -= oldest.Count;
            Merge(_dropped, oldest.Loss is null ? ReceivedBlock.OfLoss(oldest.Epoch, oldest.First, oldest.First + oldest.Count - 1, oldest.Count, LossReason.Overflow) : oldest, anywhere: true);
        }

        if (_start > _blocks.Count / 2)
        {
            _blocks.RemoveRange(0, _start);
            _start = 0;
        }

        return before - Items;
    }

    /// <summary>Drops items that later ones with the same keys replace; returns how many went.</summary>
    public long Conflate()
    {
        var (before, latest) = (Items, new HashSet<(long Epoch, int Key)>());
        for (var index = _blocks.Count - 1; index >= _start; index--)
        {
            var block = _blocks[index];
            if (block.Loss is null && block.Block.Key > 0 && !latest.Add((block.Epoch, block.Block.Key)))
            {
                _blocks[index] = ReceivedBlock.OfLoss(block.Epoch, block.First, block.First + block.Count - 1, block.Count, LossReason.Conflated);
                Items -= block.Count;
            }
        }

        var kept = new List<ReceivedBlock>(latest.Count * 2);
        for (var index = _start; index < _blocks.Count; index++)
        {
            if (_blocks[index].Loss is null)
                kept.Add(_blocks[index]);
            else
                Merge(kept, _blocks[index], anywhere: false);
        }

        (_blocks, _start) = (kept, 0);
        return before - Items;
    }

    /// <summary>Adds a loss to one that it touches. Anywhere: before all that is kept, where the order between producers means nothing.</summary>
    private static void Merge(List<ReceivedBlock> losses, ReceivedBlock loss, bool anywhere)
    {
        var place = anywhere ? losses.FindLastIndex(other => other.Epoch == loss.Epoch) : losses.Count - 1;
        if (place >= 0 && losses[place] is { Loss: { } before } && losses[place].Epoch == loss.Epoch)
            losses[place] = ReceivedBlock.OfLoss(loss.Epoch, before.First, loss.Loss!.Last, before.Count + loss.Loss.Count, before.Count > loss.Loss.Count ? before.Reason : loss.Loss.Reason);
        else
            losses.Add(loss);
    }
}
