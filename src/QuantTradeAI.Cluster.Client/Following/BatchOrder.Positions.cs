namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>What the owner says was handed to the stream, against what came.</summary>
internal sealed partial class BatchOrder
{
    private (long Number, TimeSpan Since) _known;
    private (long Number, TimeSpan Since) _owed;
    private long _brought;
    private TimeSpan _lastArrival;

    /// <summary>Learns the last batch that was handed to the stream; null where they are not numbered. The first one is where it begins.</summary>
    public void Learn(long epoch, long? number, TimeSpan now)
    {
        if (!_begun)
        {
            Begin(epoch, number, now);
            return;
        }

        if (number is not { } last || epoch < _epoch)
            return;
        if (_next == 0)
            (_epoch, _next, _baseline, _brought) = (epoch, last + 1, last, last);
        else if (epoch > _epoch)
            Enter(epoch);
        if (last >= _next)
            _known = (last, _known.Number >= _next ? _known.Since : now);
        if (last > _brought)
            _owed = (last, _owed.Number > _brought ? _owed.Since : now);
    }

    /// <summary>What to ask the owner for, now; null when nothing is missing, or may still be on its way.</summary>
    public (long Epoch, long From, long To)? Missing(TimeSpan now) => LeftToAsk(now) <= TimeSpan.Zero ? Hole : null;

    /// <summary>How long until <see cref="Missing"/> tells something; null when nothing is missing.</summary>
    public TimeSpan? LeftToAsk(TimeSpan now)
    {
        if (Hole is null)
            return null;
        return _held.Count > 0 ? TimeSpan.Zero : limits.Grace - (now - Later(_known.Since, _lastArrival));
    }

    /// <summary>How long until <see cref="Poll"/> or <see cref="TakeSilence"/> has something to do; null when neither has.</summary>
    public TimeSpan? LeftToPoll(TimeSpan now)
    {
        var waiting = _begun && _held.Count > 0 ? limits.Patience - (now - _heldSince) : (TimeSpan?)null;
        return LeftOfSilence(now) is { } silence && !(waiting < silence) ? silence : waiting;
    }

    /// <summary>Whether the stream owes batches, and has brought none for too long. Told once for what it owes now.</summary>
    public bool TakeSilence(TimeSpan now)
    {
        if (!(LeftOfSilence(now) <= TimeSpan.Zero))
            return false;
        (_brought, _owed) = (Math.Max(_brought, _owed.Number), default);
        return true;
    }

    private (long Epoch, long From, long To)? Hole
    {
        get
        {
            if (!_begun || _next == 0)
                return null;
            if (_held.Count > 0)
                return (_epoch, _next, First - 1);
            return _known.Number >= _next ? (_epoch, _next, _known.Number) : null;
        }
    }

    private TimeSpan? LeftOfSilence(TimeSpan now) =>
        _owed.Number > _brought ? limits.Silence - (now - Later(_owed.Since, _lastArrival)) : null;

    private void Begin(long epoch, long? number, TimeSpan now)
    {
        (_begun, _epoch) = (true, epoch);
        if (number is { } last)
            (_next, _baseline, _brought) = (last + 1, last, last);
        TakeHeld(now);
    }

    /// <summary>More waits than there is room for, and nobody told where it begins.</summary>
    private void BeginAtHeld(TimeSpan now)
    {
        var (epoch, number) = _held.First().Key;
        (_begun, _epoch, _next, _baseline) = (true, epoch, number, number - 1);
        TakeHeld(now);
    }

    private void TakeHeld(TimeSpan now)
    {
        var held = _held.Values.ToList();
        _held.Clear();
        foreach (var batch in held)
            Take(batch, now, isOfStream: false);
    }

    private void NoteArrival(StreamBatch batch, TimeSpan now)
    {
        _lastArrival = now;
        if (batch.Epoch == _epoch)
            _brought = Math.Max(_brought, batch.Number);
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
