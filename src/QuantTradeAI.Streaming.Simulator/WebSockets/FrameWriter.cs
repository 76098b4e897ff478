using System.Buffers;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Appends unmasked server frames to a buffer.</summary>
internal static class FrameWriter
{
    public static void Append(IBufferWriter<byte> buffer, Opcode opcode, ReadOnlySpan<byte> payload)
        => AppendFrame(buffer, opcode, final: true, payload);

    /// <summary>Appends a message in <paramref name="fragments"/> frames, fewer when the payload has fewer bytes.</summary>
    public static void AppendFragmented(IBufferWriter<byte> buffer, Opcode opcode, ReadOnlySpan<byte> payload, int fragments)
    {
        var count = Math.Clamp(fragments, 1, Math.Max(1, payload.Length));
        var size = (payload.Length + count - 1) / count;
        for (var start = 0; start == 0 || start < payload.Length; start += size)
        {
            var end = Math.Min(payload.Length, start + size);
            AppendFrame(buffer, start == 0 ? opcode : Opcode.Continuation, end == payload.Length, payload[start..end]);
            if (size == 0)
                return;
        }
    }

    private static void AppendFrame(IBufferWriter<byte> buffer, Opcode opcode, bool final, ReadOnlySpan<byte> payload)
    {
        var header = new FrameHeader(opcode, final, Masked: false, payload.Length);
        buffer.Advance(header.Write(buffer.GetSpan(FrameHeader.MaxBytes)));
        buffer.Write(payload);
    }
}
