using System.Buffers.Binary;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The first bytes of a frame, up to and without the mask (RFC 6455, section 5.2).</summary>
internal readonly record struct FrameHeader(Opcode Opcode, bool Final, bool Masked, long Length)
{
    public const int MaxBytes = 10;
    private const byte FinalBit = 0x80;
    private const byte ReservedBits = 0x70;
    private const byte MaskBit = 0x80;
    private const byte Length16 = 126;
    private const byte Length64 = 127;
    private const int MaxControlPayload = 125;

    public bool IsControl => Opcode >= Opcode.Close;

    /// <summary>How many bytes the header has, judged by its first two.</summary>
    public static int SizeOf(ReadOnlySpan<byte> start) => (start[1] & 0x7F) switch
    {
        Length16 => 4,
        Length64 => 10,
        _ => 2,
    };

    public static int SizeFor(long length) => length < Length16 ? 2 : length <= ushort.MaxValue ? 4 : 10;

    public static FrameHeader Parse(ReadOnlySpan<byte> bytes)
    {
        if ((bytes[0] & ReservedBits) != 0)
            throw new FrameException(CloseCode.ProtocolError, "A reserved bit is set");

        var opcode = (Opcode)(bytes[0] & 0x0F);
        if (!Enum.IsDefined(opcode))
            throw new FrameException(CloseCode.ProtocolError, $"Unknown opcode {(int)opcode}");

        var length = (bytes[1] & 0x7F) switch
        {
            Length16 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            Length64 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]),
            var small => small,
        };
        var header = new FrameHeader(opcode, (bytes[0] & FinalBit) != 0, (bytes[1] & MaskBit) != 0, length);
        if (header.IsControl && (!header.Final || length > MaxControlPayload))
            throw new FrameException(CloseCode.ProtocolError, "A control frame is fragmented or too long");

        return header;
    }

    /// <summary>Writes the header of an unmasked frame and returns its size.</summary>
    public int Write(Span<byte> destination)
    {
        var size = SizeFor(Length);
        destination[0] = (byte)((Final ? FinalBit : 0) | (byte)Opcode);
        destination[1] = size switch { 2 => (byte)Length, 4 => Length16, _ => Length64 };
        if (size == 4)
            BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)Length);
        else if (size == 10)
            BinaryPrimitives.WriteInt64BigEndian(destination[2..], Length);
        return size;
    }
}
