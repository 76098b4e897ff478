using System.Buffers;
using System.Threading.Channels;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The sending half of a connection: a bounded queue and the one loop that writes to the stream.</summary>
internal sealed class FrameSocket
{
    private const int BatchBytes = 64 * 1024;

    private readonly TimeProvider _time;
    private readonly Action<int> _sent;
    private readonly Channel<Outgoing> _queue;
    private readonly ArrayBufferWriter<byte> _batch = new(BatchBytes);
    private volatile Delivery _delivery = Delivery.Plain;
    private Stream _stream = Stream.Null;
    private int _unreported;

    public FrameSocket(int queueFrames, TimeProvider time, Action<int> sent)
    {
        _time = time;
        _sent = sent;
        _queue = Channel.CreateBounded<Outgoing>(new BoundedChannelOptions(queueFrames) { SingleReader = true });
    }

    public Delivery Delivery
    {
        get => _delivery;
        set => _delivery = value;
    }

    public bool TryQueue(Outgoing outgoing) => _queue.Writer.TryWrite(outgoing);

    /// <summary>Waits for room; throws <see cref="ChannelClosedException"/> when the connection has ended.</summary>
    public ValueTask QueueAsync(Outgoing outgoing, CancellationToken cancellation) => _queue.Writer.WriteAsync(outgoing, cancellation);

    public void Complete() => _queue.Writer.TryComplete();

    /// <summary>Writes until the queue is complete or a close frame is sent; then nothing can be queued any more.</summary>
    public async Task WriteAllAsync(Stream stream, CancellationToken cancellation)
    {
        _stream = stream;
        try
        {
            while (await _queue.Reader.WaitToReadAsync(cancellation))
            {
                if (await WriteBatchAsync(cancellation))
                    return;
            }
        }
        finally
        {
            _queue.Writer.TryComplete();
            while (_queue.Reader.TryRead(out var left))
                left.Done?.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task<bool> WriteBatchAsync(CancellationToken cancellation)
    {
        var closing = false;
        while (!closing && _queue.Reader.TryRead(out var next))
        {
            if (next.Job is not null)
            {
                await RunJobAsync(next, cancellation);
                continue;
            }
            Append(next);
            closing = next.Opcode == Opcode.Close;
            if (_batch.WrittenCount >= BatchBytes)
                await FlushAsync(cancellation);
        }
        await FlushAsync(cancellation);
        return closing;
    }

    private void Append(Outgoing next)
    {
        if (next.Opcode is Opcode.Text or Opcode.Binary)
        {
            _unreported++;
            FrameWriter.AppendFragmented(_batch, next.Opcode, next.Payload.Span, _delivery.Fragments);
        }
        else
        {
            FrameWriter.Append(_batch, next.Opcode, next.Payload.Span);
        }
    }

    private async Task RunJobAsync(Outgoing next, CancellationToken cancellation)
    {
        try
        {
            await FlushAsync(cancellation);
            await next.Job!(_stream, cancellation);
            next.Done?.TrySetResult();
        }
        catch
        {
            next.Done?.TrySetCanceled(CancellationToken.None);
            throw;
        }
    }

    private async Task FlushAsync(CancellationToken cancellation)
    {
        if (_batch.WrittenCount == 0)
            return;

        var delivery = _delivery;
        if (delivery.Drips)
            await DripAsync(_batch.WrittenMemory, delivery, cancellation);
        else
            await _stream.WriteAsync(_batch.WrittenMemory, cancellation);
        await _stream.FlushAsync(cancellation);
        _batch.ResetWrittenCount();
        var sent = _unreported;
        _unreported = 0;
        if (sent > 0)
            _sent(sent);
    }

    private async Task DripAsync(ReadOnlyMemory<byte> bytes, Delivery delivery, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            var drop = Math.Min(delivery.DripBytes, bytes.Length);
            await _stream.WriteAsync(bytes[..drop], cancellation);
            await _stream.FlushAsync(cancellation);
            bytes = bytes[drop..];
            if (!bytes.IsEmpty)
                await Task.Delay(delivery.DripInterval, _time, cancellation);
        }
    }
}
