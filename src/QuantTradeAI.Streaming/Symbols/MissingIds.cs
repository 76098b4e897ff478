namespace QuantTradeAI.Streaming.Symbols;

/// <summary>The ids that were announced as missing: at most <see cref="MaxRanges"/> ranges, the oldest forgotten first.</summary>
internal sealed class MissingIds
{
    /// <summary>Ranges remembered.</summary>
    public const int MaxRanges = 64;

    private readonly List<(long From, long To)> _ranges = [];

    public void Add(long from, long to)
    {
        if (_ranges.Count == MaxRanges)
            _ranges.RemoveAt(0);
        _ranges.Add((from, to));
    }

    public bool Remove(long id)
    {
        for (var i = _ranges.Count - 1; i >= 0; i--)
        {
            var (from, to) = _ranges[i];
            if (id < from || id > to)
                continue;
            _ranges.RemoveAt(i);
            if (id < to)
                _ranges.Insert(i, (id + 1, to));
            if (id > from)
                _ranges.Insert(i, (from, id - 1));
            if (_ranges.Count > MaxRanges)
                _ranges.RemoveAt(0);
            return true;
        }

        return false;
    }

    public void CopyFrom(MissingIds other)
    {
        _ranges.Clear();
        _ranges.AddRange(other._ranges);
    }

    public void Clear() => _ranges.Clear();
}
