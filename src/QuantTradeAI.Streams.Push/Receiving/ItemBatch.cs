using System.Collections;
using Orleans.Streams;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Blocks as one list, whose elements are made when they are asked for.</summary>
internal sealed class ItemBatch<T> : IList<SequentialItem<T>>, IReadOnlyList<SequentialItem<T>>
{
    private readonly List<(int Begin, long Epoch, long First, T[] Items)> _blocks = [];
    private int _current;

    public int Count { get; private set; }

    public bool IsReadOnly => true;

    public SequentialItem<T> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var (begin, epoch, first, items) = _blocks[PlaceOf(index)];
            return new SequentialItem<T>(items[index - begin], new PushSequenceToken(epoch, first + index - begin));
        }

        set => throw Refusal();
    }

    public void Add(long epoch, long first, T[] items)
    {
        _blocks.Add((Count, epoch, first, items));
        Count += items.Length;
    }

    public IEnumerator<SequentialItem<T>> GetEnumerator()
    {
        foreach (var (_, epoch, first, items) in _blocks)
        {
            for (var index = 0; index < items.Length; index++)
                yield return new SequentialItem<T>(items[index], new PushSequenceToken(epoch, first + index));
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Contains(SequentialItem<T> item) => IndexOf(item) >= 0;

    public int IndexOf(SequentialItem<T> item)
    {
        for (var index = 0; index < Count; index++)
        {
            var other = this[index];
            if (other.Token.Equals(item.Token) && EqualityComparer<T>.Default.Equals(other.Item, item.Item))
                return index;
        }

        return -1;
    }

    public void CopyTo(SequentialItem<T>[] array, int arrayIndex)
    {
        foreach (var item in this)
            array[arrayIndex++] = item;
    }

    public void Add(SequentialItem<T> item) => throw Refusal();

    public void Clear() => throw Refusal();

    public void Insert(int index, SequentialItem<T> item) => throw Refusal();

    public bool Remove(SequentialItem<T> item) => throw Refusal();

    public void RemoveAt(int index) => throw Refusal();

    /// <summary>Lists are read from front to back: the block of the last answer, or the next, is it nearly always.</summary>
    private int PlaceOf(int index)
    {
        var place = index < _blocks[_current].Begin ? 0 : _current;
        while (index >= _blocks[place].Begin + _blocks[place].Items.Length)
            place++;
        return _current = place;
    }

    private static NotSupportedException Refusal() => new("What a stream delivers cannot be changed.");
}
