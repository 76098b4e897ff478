using QuantTradeAI.Cluster.Pacing;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>What was counted, and when a lane is full.</summary>
internal sealed partial class SymbolPump
{
    private readonly LogPace _droppingPace;
    private readonly LogPace _writingPace;
    private long _waiting;
    private long _dropped;
    private long _refused;
    private long _sent;
    private long _batches;

    /// <summary>Events that wait for all symbols, those under way aside.</summary>
    public long Waiting => Interlocked.Read(ref _waiting);

    /// <summary>
    /// Trades, quotes and book events that did not reach their symbol: each was told in a gap, unless the pump ended before it could be. One whose
    /// call was under way at the end is counted, although it may have been taken.
    /// </summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Events that named no symbol, or came after the end.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Trades, quotes and book events that their symbol took.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Batches that their symbol took.</summary>
    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Calls that failed; each batch was sent again.</summary>
    public long Failures => Sender.Failures;

    /// <summary>Whether a lane with so many events has no room for another.</summary>
    internal bool IsFull(int waiting) =>
        waiting >= Options.LaneCapacity || (waiting >= SymbolPumpOptions.CrowdedShare && Volatile.Read(ref _waiting) >= Options.MaxWaiting);

    internal void NoteWaiting(int change)
    {
        if (change != 0)
            Interlocked.Add(ref _waiting, change);
    }

    internal void NoteRefused(int count) => Interlocked.Add(ref _refused, count);

    internal void NoteSent(int count)
    {
        Interlocked.Add(ref _sent, count);
        Interlocked.Increment(ref _batches);
    }

    internal void NoteAbandoned(int count) => Interlocked.Add(ref _dropped, count);

    internal void NoteDropped(Symbol symbol, long count)
    {
        Interlocked.Add(ref _dropped, count);
        if (_droppingPace.Note(count) is { } dropped)
            Dropping(symbol, _providerName, dropped);
    }

    internal void NoteUnwritable(Symbol symbol, Exception error, long count)
    {
        Interlocked.Add(ref _dropped, count);
        if (_writingPace.Note(count) is { } dropped)
            Unwritable(error, symbol, _providerName, dropped);
    }
}
