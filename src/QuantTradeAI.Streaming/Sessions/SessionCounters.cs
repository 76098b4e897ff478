using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>What a session counts over all its connections.</summary>
internal sealed class SessionCounters
{
    private const int LookBack = 8;

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

    public LatencyRecorder FeedLag { get; } = new();

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

    /// <summary>A hand-over came: when, and how late its last event with a time of the venue's was.</summary>
    public void NoteData(ReadOnlySpan<MarketEvent> events)
    {
        Volatile.Write(ref _lastData, events[^1].Header.ReceiveTime.Value);
        for (var i = events.Length - 1; i >= Math.Max(0, events.Length - LookBack); i--)
        {
            ref readonly var marketEvent = ref events[i];
            if (marketEvent.Kind == MarketEventKind.Status || marketEvent.IsLastKnown || marketEvent.Header.ExchangeTime.IsAbsent)
                continue;
            FeedLag.Record(TimeSpan.FromTicks((marketEvent.Header.ReceiveTime.Value - marketEvent.Header.ExchangeTime.Value) / UnixNanos.PerTick));
            return;
        }
    }
}
