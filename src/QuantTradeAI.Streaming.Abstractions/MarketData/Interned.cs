using System.Collections.Concurrent;

namespace QuantTradeAI.Streaming.MarketData;

/// <summary>Names by small number, for the life of the process. Number 0 is the empty name.</summary>
internal sealed class Interned
{
    private readonly ConcurrentDictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Lock _growing = new();
    private volatile string[] _names = [""];
    private int _count = 1;

    public string this[int id] => _names[id];

    /// <summary>The number of a name that is known already; 0 for the empty name.</summary>
    public bool TryFind(ReadOnlySpan<char> name, out int id)
    {
        id = 0;
        return name.IsEmpty || _ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out id);
    }

    public int GetOrAdd(string name, int limit)
    {
        if (name.Length == 0)
            return 0;
        if (_ids.TryGetValue(name, out var known))
            return known;
        lock (_growing)
        {
            if (_ids.TryGetValue(name, out known))
                return known;
            if (_count >= limit)
                throw new InvalidOperationException($"No room for the name '{name}': {limit} names are in use.");
            if (_count == _names.Length)
            {
                var grown = new string[_names.Length * 2];
                _names.CopyTo(grown, 0);
                _names = grown;
            }

            _names[_count] = name;
            _ids[name] = _count;
            return _count++;
        }
    }
}
