using System.Collections;
using Orleans.Streams;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Items of several blocks as one list; each is made when it is asked for.</summary>
internal sealed class SequentialItems<T> : IList<SequentialItem<T>>, IReadOnlyList<SequentialItem<T>>
{
    private readonly List<(ArraySegment<T> Items, long Epoch, long First, int At)> _parts = [];

    public int Count { get; private set; }

    public bool IsReadOnly => true;

    public SequentialItem<T> this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} items.");
            var (low, high) = (0, _parts.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                if (_parts[middle].At <= index)
                    low = middle;
                else
                    high = middle - 1;
            }

            var (items, epoch, first, at) = _parts[low];
            return new SequentialItem<T>(items[index - at], new PushSequenceToken(epoch, first + index - at));
        }

        set => throw Fixed();
    }

    /// <summary>Adds a part, before the list is given to anybody.</summary>
    internal void Add(ArraySegment<T> items, long epoch, long first)
    {
        _parts.Add((items, epoch, first, Count));
        Count = checked(Count + items.Count);
    }

    public IEnumerator<SequentialItem<T>> GetEnumerator()
    {
        foreach (var (items, epoch, first, _) in _parts)
        {
            for (var i = 0; i < items.Count; i++)
                yield return new SequentialItem<T>(items[i], new PushSequenceToken(epoch, first + i));
        }
    }

    public void CopyTo(SequentialItem<T>[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        foreach (var item in this)
            array[arrayIndex++] = item;
    }

    public int IndexOf(SequentialItem<T> item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var index = 0;
        foreach (var other in this)
        {
            if (other.Token.Equals(item.Token) && EqualityComparer<T>.Default.Equals(other.Item, item.Item))
                return index;
            index++;
        }

        return -1;
    }

    public bool Contains(SequentialItem<T> item) => IndexOf(item) >= 0;

    public void Add(SequentialItem<T> item) => throw Fixed();

    public void Clear() => throw Fixed();

    public void Insert(int index, SequentialItem<T> item) => throw Fixed();

    public bool Remove(SequentialItem<T> item) => throw Fixed();

    public void RemoveAt(int index) => throw Fixed();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static NotSupportedException Fixed() => new("What was published cannot be changed.");
}
