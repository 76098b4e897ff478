namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>
/// Puts the batches of one stream and kind in order: passes each once, holds what comes after a hole, and says what to ask the owner for. What that does
/// not keep any more is given up. Times are of any monotonic clock. Not safe for threads.
/// </summary>
internal sealed partial class BatchOrder(BatchOrderLimits limits)
{
    private const int MaxRanges = 64;

    private readonly SortedDictionary<(long Epoch, long Number), StreamBatch> _held = [];
    private readonly Queue<(long From, long To)> _givenUp = new();
    private bool _begun;
    private long _epoch;
    private long _baseline;
    private long _next;
    private TimeSpan _heldSince;

    /// <summary>What goes on now, in order; whoever takes it clears it.</summary>
    public List<StreamBatch> Passed { get; } = [];

    /// <summary>How many wait.</summary>
    public int Held => _held.Count;

    /// <summary>Whether a position told where it begins.</summary>
    public bool HasBegun => _begun;

    /// <summary>Whether batches are numbered, so that what is missing is known.</summary>
    public bool IsNumbered => _next > 0;

    /// <summary>Batches that were given up.</summary>
    public long GivenUp { get; private set; }

    /// <summary>Takes a batch, of the stream or of the owner's answer. Before the beginning all wait.</summary>
    public BatchFate Take(StreamBatch batch, TimeSpan now, bool isOfStream = true)
    {
        var fate = Judge(batch, now);
        if (isOfStream)
            NoteArrival(batch, now);
        return fate;
    }

    private BatchFate Judge(StreamBatch batch, TimeSpan now)
    {
        if (batch.Number <= 0 || (_begun && batch.Epoch < _epoch))
            return Pass(batch);
        if (!_begun)
            return Hold(batch, now);
        if (_next == 0)
            (_epoch, _next, _baseline) = (batch.Epoch, batch.Number, batch.Number - 1);
        if (batch.Epoch > _epoch)
            Enter(batch.Epoch);
        if (batch.Number > _next)
            return Hold(batch, now);
        if (batch.Number < _next)
            return FateOfPast(batch);
        _next++;
        Pass(batch);
        Release(now);
        return BatchFate.Passed;
    }

    /// <summary>The owner has answered for all up to a number: of those, what is not here is given up.</summary>
    public void Conclude(long epoch, long to, TimeSpan now)
    {
        while (epoch == _epoch && _begun && _next <= to)
            Skip(_held.Count > 0 ? Math.Min(to + 1, First) : to + 1, now);
    }

    /// <summary>Gives up what was waited for long enough.</summary>
    public void Poll(TimeSpan now)
    {
        if (_begun && _held.Count > 0 && now - _heldSince >= limits.Patience)
            Skip(First, now);
    }

    private long First => _held.First().Key.Number;

    private BatchFate Pass(StreamBatch batch)
    {
        Passed.Add(batch);
        return BatchFate.Passed;
    }

    private BatchFate Hold(StreamBatch batch, TimeSpan now)
    {
        if (!_held.TryAdd((batch.Epoch, batch.Number), batch))
            return BatchFate.Repeated;
        if (_held.Count == 1)
            _heldSince = now;
        if (_held.Count <= limits.MaxHeld)
            return BatchFate.Held;
        if (_begun)
            Skip(First, now);
        else
            BeginAtHeld(now);
        return BatchFate.Passed;
    }

    /// <summary>What was given up and comes after all is passed for who counts it.</summary>
    private BatchFate FateOfPast(StreamBatch batch)
    {
        if (_givenUp.Any(range => batch.Number >= range.From && batch.Number <= range.To))
            return Pass(batch);
        return batch.Number <= _baseline ? BatchFate.Early : BatchFate.Repeated;
    }

    private void Skip(long to, TimeSpan now)
    {
        if (_givenUp.Count == MaxRanges)
            _givenUp.Dequeue();
        _givenUp.Enqueue((_next, to - 1));
        GivenUp += to - _next;
        _next = to;
        Release(now);
    }

    private void Release(TimeSpan now)
    {
        while (_held.Remove((_epoch, _next), out var batch))
        {
            _next++;
            Passed.Add(batch);
        }

        _heldSince = now;
    }

    /// <summary>The symbol has a new owner: nothing of the one before can be asked for any more.</summary>
    private void Enter(long epoch)
    {
        Passed.AddRange(_held.Values);
        _held.Clear();
        _givenUp.Clear();
        (_epoch, _next, _baseline) = (epoch, 1, 0);
        (_known, _owed, _brought) = (default, default, 0);
    }
}
