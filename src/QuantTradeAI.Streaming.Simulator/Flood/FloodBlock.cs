using System.Buffers;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Complete trade frames in one buffer, whose ids and times are rewritten in place from one send to the next.</summary>
internal sealed class FloodBlock
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;
    private readonly List<Range> _counters = [];
    private readonly List<int> _times = [];
    private readonly FloodFormat _format;

    /// <summary>A block of the messages, which have consecutive ids.</summary>
    public FloodBlock(IReadOnlyList<byte[]> messages, FloodFormat format)
    {
        _format = format;
        _ends = new int[messages.Count];
        var buffer = new ArrayBufferWriter<byte>();
        for (var i = 0; i < messages.Count; i++)
        {
            FrameWriter.Append(buffer, Opcode.Text, messages[i]);
            _ends[i] = buffer.WrittenCount;
            var start = buffer.WrittenCount - messages[i].Length;
            _counters.AddRange(format.Counters.Select(marker => Digits(messages[i], marker, start)));
            _times.AddRange(format.Times.Select(marker => start + After(messages[i], marker)));
        }
        _bytes = buffer.WrittenSpan.ToArray();
    }

    public int Frames => _ends.Length;

    /// <summary>The bytes of the first frames.</summary>
    public ReadOnlyMemory<byte> First(int frames) => _bytes.AsMemory(0, _ends[frames - 1]);

    public void SetTimes(DateTimeOffset time)
    {
        var text = _format.TimeText(time).AsSpan();
        foreach (var start in _times)
            text.CopyTo(_bytes.AsSpan(start));
    }

    /// <summary>Adds the number of frames to every counter, so that the block follows itself.</summary>
    public void Advance()
    {
        foreach (var counter in _counters)
            Add(_bytes.AsSpan(counter), Frames);
    }

    /// <summary>Adds to a number written in decimal digits; what exceeds its width is lost.</summary>
    internal static void Add(Span<byte> digits, int addend)
    {
        for (var i = digits.Length - 1; i >= 0 && addend > 0; i--)
        {
            var sum = digits[i] - '0' + addend;
            addend = sum / 10;
            digits[i] = (byte)('0' + sum % 10);
        }
    }

    private static Range Digits(ReadOnlySpan<byte> message, byte[] marker, int offset)
    {
        var start = After(message, marker);
        var width = message[start..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return (offset + start)..(offset + start + width);
    }

    private static int After(ReadOnlySpan<byte> message, byte[] marker) => message.IndexOf(marker) + marker.Length;
}
