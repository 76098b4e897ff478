namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>A sink whose observer can be replaced between two calls.</summary>
internal sealed class ResumableSink(IStreamSink first) : IStreamSink
{
    private volatile IStreamSink _current = first;

    public string Name => _current.Name;

    public long Unread => _current.Unread;

    public void Resume(IStreamSink sink) => _current = sink;

    public Task TakeAsync(IReadOnlyList<ReceivedBlock> received) => _current.TakeAsync(received);
}
