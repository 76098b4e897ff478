using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>What one process has entered at the grains of one silo, for as long as it shows that it lives.</summary>
internal sealed class ProcessLease(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<ulong>> _entries = [];
    private readonly HashSet<string> _doubtful = [];
    private EntryTally _tally;
    private long _seen = clock.GetTimestamp();
    private long _doubted;
    private bool _hasEnded;

    /// <summary>False when it has run out.</summary>
    public bool TryEnter(string grain, ulong entry)
    {
        lock (_gate)
        {
            if (_hasEnded)
                return false;
            if (!_entries.TryGetValue(grain, out var entries))
                _entries[grain] = entries = [];
            if (entries.Add(entry))
                _tally = _tally.With(entry);
            _doubtful.Remove(grain);
            _seen = clock.GetTimestamp();
            return true;
        }
    }

    /// <summary>Takes an entry back; null: all of the grain's.</summary>
    public void Leave(string grain, ulong? entry)
    {
        lock (_gate)
        {
            if (entry is null)
                _doubtful.Remove(grain);
            if (!_entries.TryGetValue(grain, out var entries))
                return;
            if (entry is not { } single)
            {
                foreach (var one in entries)
                    _tally = _tally.Without(one);
                entries.Clear();
            }
            else if (entries.Remove(single))
            {
                _tally = _tally.Without(single);
            }

            if (entries.Count == 0)
                _entries.Remove(grain);
        }
    }

    /// <summary>Whether the process has entered what it believes.</summary>
    public bool Renew(EntryTally tally)
    {
        lock (_gate)
        {
            _seen = clock.GetTimestamp();
            return _tally == tally;
        }
    }

    /// <summary>The process enters again all that it wants: where it does not, what it had is doubtful.</summary>
    public void BeginAnew()
    {
        lock (_gate)
        {
            _doubtful.UnionWith(_entries.Keys);
            _entries.Clear();
            (_tally, _doubted, _seen) = (default, clock.GetTimestamp(), clock.GetTimestamp());
        }
    }

    /// <summary>Whether it has run out, and the grains that the process has to be taken off: all, or those that stayed doubtful for so long.</summary>
    public (bool HasEnded, IReadOnlyCollection<string> Grains) Expire(TimeSpan lease)
    {
        lock (_gate)
        {
            _hasEnded = clock.GetElapsedTime(_seen) >= lease;
            string[] grains = _hasEnded ? [.. _entries.Keys.Union(_doubtful)] : clock.GetElapsedTime(_doubted) >= lease ? [.. _doubtful] : [];
            if (grains.Length > 0)
                _doubtful.Clear();
            return (_hasEnded, grains);
        }
    }
}
