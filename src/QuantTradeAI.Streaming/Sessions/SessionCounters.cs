using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>What a session counts over all its connections.</summary>
internal sealed class SessionCounters
{
    private long _frames;
    private long _bytes;
    private long _events;
    private long _connects;
    private long _lastData;

    public long Frames => Volatile.Read(ref _frames);

    public long Bytes => Volatile.Read(ref _bytes);

    public long Events => Volatile.Read(ref _events);

    public long Connects => Volatile.Read(ref _connects);

    public UnixNanos LastData => new(Volatile.Read(ref _lastData));

    public KindTally Ignored { get; } = new();

    public KindTally Rejected { get; } = new();

    public KindTally Disconnects { get; } = new();

    public void AddFrames(long frames, long bytes, long events)
    {
        Interlocked.Add(ref _frames, frames);
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref _events, events);
    }

    public void AddConnect() => Interlocked.Increment(ref _connects);

    public void NoteData(UnixNanos time) => Volatile.Write(ref _lastData, time.Value);
}
