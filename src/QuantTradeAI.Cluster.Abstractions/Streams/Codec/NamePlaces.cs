using System.Buffers;

namespace QuantTradeAI.Cluster.Codec;

/// <summary>Which names occur, by this process's number, each with its place in the block from 1.</summary>
internal ref struct NamePlaces
{
    /// <summary>How many are looked for one after another.</summary>
    public const int Few = 16;

    private Span<int> _ids;
    private int[]? _rented;
    private Dictionary<int, int>? _places;
    private int _lastId;
    private int _lastPlace;

    /// <param name="few">Room for <see cref="Few"/>.</param>
    public NamePlaces(Span<int> few) => _ids = few;

    public int Count { get; private set; }

    /// <summary>In the order of their places.</summary>
    public readonly ReadOnlySpan<int> Ids => _ids[..Count];

    /// <summary>The place of a name; it gets the next one when it has none. Number 0, no name, has place 0.</summary>
    public int PlaceOf(int id)
    {
        if (id == _lastId)
            return _lastPlace;
        if (id == 0)
            return 0;
        _lastPlace = Find(id);
        _lastId = id;
        return _lastPlace;
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<int>.Shared.Return(_rented);
        _rented = null;
        _places?.Clear();
    }

    private int Find(int id)
    {
        if (_places is null)
        {
            var at = Ids.IndexOf(id);
            return at >= 0 ? at + 1 : Add(id);
        }

        return _places.TryGetValue(id, out var place) ? place : Add(id);
    }

    private int Add(int id)
    {
        if (Count == _ids.Length)
            Grow();
        _ids[Count++] = id;
        _places?.Add(id, Count);
        return Count;
    }

    private void Grow()
    {
        if (_places is null)
        {
            _places = [];
            for (var i = 0; i < Count; i++)
                _places.Add(_ids[i], i + 1);
        }

        var grown = ArrayPool<int>.Shared.Rent(Count * 4);
        Ids.CopyTo(grown);
        if (_rented is not null)
            ArrayPool<int>.Shared.Return(_rented);
        _rented = grown;
        _ids = grown;
    }
}
