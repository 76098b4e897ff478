namespace QuantTradeAI.Cluster.Symbols;

/// <summary>
/// Numbers the batches of one outlet for as long as its symbol lives here, and keeps the last ones for who did not get them. Belongs to one caller at a time.
/// </summary>
internal sealed class SentBatches(TimeProvider clock)
{
    /// <summary>Most events that are kept.</summary>
    public const int MaxEvents = 2_048;

    /// <summary>How long a batch is kept, give or take the time between two calls of <see cref="Expire"/>; longer where it was not handed on by then.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(20);

    private Queue<(StreamBatch Batch, int Events, long At)>? _kept;
    private long _numbered;
    private int _events;

    /// <summary>The last batch that was handed to the stream; 0 before the first.</summary>
    public long Handed { get; private set; }

    /// <summary>How many events are kept.</summary>
    public int Events => _events;

    /// <summary>Gives a batch its number, and keeps it.</summary>
    public StreamBatch Number(StreamBatch batch, int events)
    {
        Expire();
        batch = batch with { Number = ++_numbered };
        _kept ??= new();
        _kept.Enqueue((batch, events, clock.GetTimestamp()));
        _events += events;
        while (_events > MaxEvents)
            _events -= _kept.Dequeue().Events;
        return batch;
    }

    /// <summary>The stream has it.</summary>
    public void NoteHanded(StreamBatch batch) => Handed = Math.Max(Handed, batch.Number);

    /// <summary>Those that are kept, in order; from and to are numbers.</summary>
    public StreamBatch[] Between(long from, long to) => _kept is null
        ? []
        : [.. _kept.Select(kept => kept.Batch).Where(batch => batch.Number >= from && batch.Number <= to)];

    /// <summary>Forgets what is too old. What is not handed on yet stays.</summary>
    public void Expire()
    {
        if (_kept is null)
            return;
        while (_kept.TryPeek(out var first) && clock.GetElapsedTime(first.At) >= MaxAge && first.Batch.Number <= Handed)
            _events -= _kept.Dequeue().Events;
        if (_kept.Count == 0)
            _kept = null;
    }
}
