using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>What was published to one stream and is not sent to everybody yet: numbered, and bounded by its owner. Belongs to one caller at a time.</summary>
internal sealed class StreamLog
{
    private List<long>? _lastOfKey;
    private LogEntry[] _ring = [];
    private int _start;

    /// <summary>The number of the last item that was published.</summary>
    public long Head { get; private set; }

    /// <summary>How many items are kept.</summary>
    public int Items { get; private set; }

    /// <summary>How many blocks are kept.</summary>
    public int Count { get; private set; }

    /// <summary>The last item that was dropped because there was no room, whoever had it by then.</summary>
    public long DroppedTo { get; private set; }

    public LogEntry this[int index] => _ring[(_start + index) & (_ring.Length - 1)];

    public void Append(in Block block, long publishedAt)
    {
        if (Count == _ring.Length)
            Grow();
        _ring[(_start + Count++) & (_ring.Length - 1)] = new LogEntry(Head + 1, publishedAt, block);
        Head += block.Count;
        Items += block.Count;
        if (block.Key == 0)
            return;
        var lastOfKey = _lastOfKey ??= [];
        while (lastOfKey.Count <= block.Key)
            lastOfKey.Add(0);
        lastOfKey[block.Key] = Head;
    }

    /// <summary>Numbers items that nobody gets.</summary>
    public void Skip(int items) => Head += items;

    /// <summary>The place of the first block that holds something behind a number.</summary>
    public int IndexAfter(long number)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (this[middle].Last <= number)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Whether a later item has the same key.</summary>
    public bool IsSuperseded(in LogEntry entry) => entry.Block.Key > 0 && _lastOfKey![entry.Block.Key] > entry.First;

    /// <summary>Forgets what everybody has.</summary>
    public void TrimTo(long number)
    {
        while (Count > 0 && this[0].Last <= number)
            RemoveFirst();
    }

    /// <summary>Forgets the oldest block, though somebody may need it.</summary>
    public void DropFirst()
    {
        DroppedTo = this[0].Last;
        RemoveFirst();
    }

    /// <summary>Forgets items up to a number that later ones with the same keys replace.</summary>
    public void ConflateTo(long number)
    {
        var kept = 0;
        for (var index = 0; index < Count; index++)
        {
            var entry = this[index];
            if (entry.Last <= number && IsSuperseded(entry))
                Items -= entry.Block.Count;
            else
                _ring[(_start + kept++) & (_ring.Length - 1)] = entry;
        }

        for (var index = kept; index < Count; index++)
            _ring[(_start + index) & (_ring.Length - 1)] = default;
        Count = kept;
    }

    private void RemoveFirst()
    {
        Items -= this[0].Block.Count;
        _ring[_start] = default;
        _start = (_start + 1) & (_ring.Length - 1);
        if (--Count == 0)
            _ring = _ring.Length > 64 ? [] : _ring;
    }

    private void Grow()
    {
        var larger = new LogEntry[Math.Max(1, _ring.Length * 2)];
        for (var index = 0; index < Count; index++)
            larger[index] = this[index];
        (_ring, _start) = (larger, 0);
    }
}
