using System.Buffers;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Reads the masked frames of a client and puts fragmented messages together.</summary>
internal sealed class FrameReader(Stream stream, int maxMessageBytes)
{
    private const int BufferBytes = 16 * 1024;
    private const int MaskBytes = 4;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly ArrayBufferWriter<byte> _message = new();
    private Opcode? _unfinished;
    private int _start;
    private int _end;

    /// <summary>The next message or control frame; null when the client has closed its side.</summary>
    public async ValueTask<IncomingMessage?> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (await ReadHeaderAsync(cancellation) is not { } header)
                return null;

            var payload = await ReadPayloadAsync(header, cancellation);
            if (header.IsControl)
                return new IncomingMessage(header.Opcode, payload);
            if (Accept(header, payload) is { } message)
                return message;
        }
    }

    private IncomingMessage? Accept(FrameHeader header, byte[] payload)
    {
        if (header.Opcode == Opcode.Continuation != _unfinished.HasValue)
            throw new FrameException(CloseCode.ProtocolError, "A continuation frame is out of place");
        if (header.Final && _unfinished is null)
            return new IncomingMessage(header.Opcode, payload);

        _unfinished ??= header.Opcode;
        _message.Write(payload);
        if (!header.Final)
            return null;

        var whole = new IncomingMessage(_unfinished.Value, _message.WrittenSpan.ToArray());
        _message.ResetWrittenCount();
        _unfinished = null;
        return whole;
    }

    private async ValueTask<FrameHeader?> ReadHeaderAsync(CancellationToken cancellation)
    {
        if (!await FillAsync(2, cancellation))
            return null;
        if (!await FillAsync(FrameHeader.SizeOf(_buffer.AsSpan(_start)), cancellation))
            return null;

        var header = FrameHeader.Parse(_buffer.AsSpan(_start));
        if (!header.Masked)
            throw new FrameException(CloseCode.ProtocolError, "A client frame is not masked");
        if (header.Length < 0 || header.Length + _message.WrittenCount > maxMessageBytes)
            throw new FrameException(CloseCode.MessageTooBig, "Message too big");

        _start += FrameHeader.SizeOf(_buffer.AsSpan(_start));
        return header;
    }

    private async ValueTask<byte[]> ReadPayloadAsync(FrameHeader header, CancellationToken cancellation)
    {
        if (!await FillAsync(MaskBytes, cancellation))
            throw new EndOfStreamException("The client left within a frame");

        var mask = _buffer.AsSpan(_start, MaskBytes).ToArray();
        _start += MaskBytes;
        var payload = new byte[header.Length];
        var buffered = Math.Min(payload.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(payload);
        _start += buffered;
        await stream.ReadExactlyAsync(payload.AsMemory(buffered), cancellation);
        Unmask(payload, mask);
        return payload;
    }

    private static void Unmask(Span<byte> payload, ReadOnlySpan<byte> mask)
    {
        for (var i = 0; i < payload.Length; i++)
            payload[i] ^= mask[i & 3];
    }

    private async ValueTask<bool> FillAsync(int count, CancellationToken cancellation)
    {
        while (_end - _start < count)
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                (_start, _end) = (0, _end - _start);
            }
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
            if (read == 0)
                return false;
            _end += read;
        }
        return true;
    }
}
