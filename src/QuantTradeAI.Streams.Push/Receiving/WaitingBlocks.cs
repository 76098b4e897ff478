namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>
/// What waits for one subscription, in order. What is taken out leaves a loss in its place; losses that continue one another are one, and so are those of
/// one epoch and reason where many come together: there are never more than the items that wait allow. Not safe for threads.
/// </summary>
internal sealed class WaitingBlocks
{
    /// <summary>How many losses may follow one another before those that are alike are one, whatever their numbers.</summary>
    public const int MaxRun = 16;

    private WaitingBlock? _oldest;
    private WaitingBlock? _newest;
    private Dictionary<(long Epoch, int Key), WaitingBlock>? _latest;
    private int _entries;

    /// <summary>How many items wait.</summary>
    public long Items { get; private set; }

    public bool IsEmpty => _oldest is null;

    /// <summary>Adds a block or a loss at the end. Returns how many items it takes the place of.</summary>
    public long Add(ReceivedBlock received)
    {
        var entry = new WaitingBlock(received);
        Insert(entry, _newest);
        Items += received.Count;
        if (entry.Block is null)
            Fold(entry);
        return _latest is null ? 0 : Supersede(entry);
    }

    /// <summary>Only the latest item of each key waits from now on, until all are taken. Returns how many items that took out.</summary>
    public long Conflate()
    {
        if (_latest is not null)
            return 0;
        _latest = [];
        var lost = 0L;
        for (var entry = _oldest; entry is not null; entry = entry.Behind)
            lost += Supersede(entry);
        return lost;
    }

    /// <summary>Takes out the oldest items until no more than this wait. Returns how many.</summary>
    public long DropTo(long items)
    {
        var dropped = Math.Max(0, Items - items);
        var entry = _oldest;
        while (Items > items && entry is not null)
        {
            var next = entry.Behind;
            if (entry.Block is { } block)
                Lose(entry, (int)Math.Min(block.Count, Items - items), LossReason.Overflow);
            entry = next;
        }

        return dropped;
    }

    /// <summary>Takes all.</summary>
    public ReceivedBlock[] TakeAll()
    {
        var all = new ReceivedBlock[_entries];
        var entry = _oldest;
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = entry!.ToReceived();
            entry = entry.Behind;
        }

        Clear();
        return all;
    }

    public void Clear()
    {
        (_oldest, _newest, _latest) = (null, null, null);
        (_entries, Items) = (0, 0);
    }

    private long Supersede(WaitingBlock entry)
    {
        if (entry.Block is not { Block.Key: > 0 } block)
            return 0;
        var key = (block.Epoch, block.Block.Key);
        var lost = 0L;
        if (_latest!.TryGetValue(key, out var earlier))
        {
            lost = earlier.Block!.Count;
            Lose(earlier, (int)lost, LossReason.Conflated);
        }

        _latest[key] = entry;
        return lost;
    }

    private void Lose(WaitingBlock entry, int count, LossReason reason)
    {
        var block = entry.Block!;
        var loss = new WaitingBlock(block, count, reason);
        Insert(loss, entry.Before);
        Items -= count;
        if (count < block.Count)
            entry.Block = block.Without(count);
        else
            Remove(entry);
        Fold(loss);
    }

    /// <summary>Makes one of a loss and those that it continues, at the place of the first of them.</summary>
    private void Fold(WaitingBlock loss)
    {
        if (Find(loss, entry => entry.Behind) is { } behind)
            Join(loss, behind);
        if (Find(loss, entry => entry.Before) is { } before)
        {
            Join(before, loss);
            loss = before;
        }

        Compact(loss);
    }

    /// <summary>The loss in one direction, with no item between, of whose numbers this one is the continuation.</summary>
    private static WaitingBlock? Find(WaitingBlock loss, Func<WaitingBlock, WaitingBlock?> next)
    {
        for (var other = next(loss); other is { Block: null }; other = next(other))
        {
            if (loss.IsLike(other) && (other.Last + 1 == loss.First || loss.Last + 1 == other.First))
                return other;
        }

        return null;
    }

    /// <summary>Where too many losses follow one another, those that are alike become one, whatever their numbers.</summary>
    private void Compact(WaitingBlock loss)
    {
        var first = loss;
        while (first.Before is { Block: null } before)
            first = before;
        var run = 0;
        for (var entry = first; entry is { Block: null }; entry = entry.Behind)
            run++;
        if (run <= MaxRun)
            return;
        var kinds = new Dictionary<(long Epoch, LossReason Reason), WaitingBlock>();
        for (var entry = first; entry is { Block: null }; entry = entry.Behind)
        {
            if (!kinds.TryAdd((entry.Epoch, entry.Reason), entry))
                Join(kinds[(entry.Epoch, entry.Reason)], entry);
        }
    }

    private void Join(WaitingBlock into, WaitingBlock other)
    {
        into.Absorb(other);
        Remove(other);
    }

    private void Insert(WaitingBlock entry, WaitingBlock? before)
    {
        var behind = before is null ? _oldest : before.Behind;
        (entry.Before, entry.Behind) = (before, behind);
        if (before is null)
            _oldest = entry;
        else
            before.Behind = entry;
        if (behind is null)
            _newest = entry;
        else
            behind.Before = entry;
        _entries++;
    }

    private void Remove(WaitingBlock entry)
    {
        if (entry.Before is null)
            _oldest = entry.Behind;
        else
            entry.Before.Behind = entry.Behind;
        if (entry.Behind is null)
            _newest = entry.Before;
        else
            entry.Behind.Before = entry.Before;
        _entries--;
        if (_latest is not null && entry.Block is { Block.Key: > 0 } block && _latest.TryGetValue((block.Epoch, block.Block.Key), out var latest) && latest == entry)
            _latest.Remove((block.Epoch, block.Block.Key));
    }
}
