namespace QuantTradeAI.Streaming.Storage;

/// <summary>What is not written yet: the newest record of each provider, in the order in which they came first. Belongs to a lock.</summary>
internal sealed class StateBacklog
{
    private readonly OrderedDictionary<string, ProviderRecord> _waiting = new(StringComparer.Ordinal);
    private ProviderRecord? _taken;

    /// <summary>Providers whose newest record is not written.</summary>
    public int Count => _waiting.Count + (_taken is not null && !_waiting.ContainsKey(_taken.Provider) ? 1 : 0);

    /// <summary>Whether something came since the last failure.</summary>
    public bool HasNews { get; private set; }

    public void Put(ProviderRecord record)
    {
        _waiting[record.Provider] = record;
        HasNews = true;
    }

    /// <summary>The next one to write, which counts as waiting until it is written; null when there is none.</summary>
    public ProviderRecord? Take()
    {
        if (_waiting.Count == 0)
            return null;
        _taken = _waiting.GetAt(0).Value;
        _waiting.RemoveAt(0);
        return _taken;
    }

    /// <summary>The taken one is written.</summary>
    public void NoteWritten() => _taken = null;

    /// <summary>Writing failed: a record comes back, first, unless there is a newer one; null for one that is still being written.</summary>
    public void NoteFailure(ProviderRecord? record)
    {
        HasNews = false;
        if (record is null)
            return;
        _taken = null;
        if (!_waiting.ContainsKey(record.Provider))
            _waiting.Insert(0, record.Provider, record);
    }
}
