using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>What this process believes is entered at one silo's grains, until it is closed.</summary>
internal sealed class AgentLedger(AgentAddress address)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Registration, ulong[]> _entries = [];
    private EntryTally _tally;
    private long _changes;
    private bool _isClosed;

    public AgentAddress Address => address;

    /// <summary>How often it was found that the silo does not agree, one after the other.</summary>
    public int Disagreements { get; set; }

    /// <summary>When it answered last.</summary>
    public long Answered { get; set; }

    public (EntryTally Tally, long Changes) Now()
    {
        lock (_gate)
            return (_tally, _changes);
    }

    /// <summary>A registration has these entries there, and no others. False when the ledger is closed: they belong into another one.</summary>
    public bool Set(Registration registration, ulong[] entries)
    {
        lock (_gate)
        {
            if (_isClosed)
                return false;
            foreach (var entry in _entries.GetValueOrDefault(registration) ?? [])
                _tally = _tally.Without(entry);
            foreach (var entry in entries)
                _tally = _tally.With(entry);
            if (entries.Length == 0)
                _entries.Remove(registration);
            else
                _entries[registration] = entries;
            _changes++;
            return true;
        }
    }

    /// <summary>Closes it if nothing is in it.</summary>
    public bool TryCloseEmpty()
    {
        lock (_gate)
            return _isClosed |= _entries.Count == 0;
    }

    /// <summary>Closes it. What was in it.</summary>
    public Registration[] Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            return [.. _entries.Keys];
        }
    }
}
