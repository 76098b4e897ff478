using System.Buffers.Binary;
using System.Text;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class FrameReaderTests
{
    private const int MaxMessage = 200_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    [InlineData(126)]
    [InlineData(127)]
    [InlineData(16_384)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(150_000)]
    public async Task Read_MaskedFrameOfAnyLength_Unmasks(int length)
    {
        var payload = Bytes(length);

        var message = await Reader(Client(Opcode.Text, payload)).ReadAsync(default);

        Assert.Equal(Opcode.Text, message!.Value.Opcode);
        Assert.Equal(payload, message.Value.Payload);
    }

    [Fact]
    public async Task Read_OneByteAtATime_FindsTheSameFrames()
    {
        byte[] stream = [.. Client(Opcode.Text, Bytes(300)), .. Client(Opcode.Ping, Bytes(4))];
        var reader = new FrameReader(new TrickleStream(stream), MaxMessage);

        Assert.Equal(Bytes(300), (await reader.ReadAsync(default))!.Value.Payload);
        Assert.Equal(Opcode.Ping, (await reader.ReadAsync(default))!.Value.Opcode);
        Assert.Null(await reader.ReadAsync(default));
    }

    [Fact]
    public async Task Read_FragmentsWithPingBetween_YieldsPingThenWholeMessage()
    {
        var reader = Reader(
            Client(Opcode.Text, "ab"u8, final: false),
            Client(Opcode.Continuation, "cd"u8, final: false),
            Client(Opcode.Ping, "?"u8),
            Client(Opcode.Continuation, "ef"u8),
            Client(Opcode.Text, "next"u8));

        Assert.Equal(Opcode.Ping, (await reader.ReadAsync(default))!.Value.Opcode);
        Assert.Equal("abcdef", Encoding.ASCII.GetString((await reader.ReadAsync(default))!.Value.Payload));
        Assert.Equal("next", Encoding.ASCII.GetString((await reader.ReadAsync(default))!.Value.Payload));
    }

    public static TheoryData<string, byte[], int> Breaches => new()
    {
        { "not masked", [0x81, 0x01, (byte)'a'], 1002 },
        { "reserved bit", [0xC1, 0x80, 0, 0, 0, 0], 1002 },
        { "unknown opcode", [0x83, 0x80, 0, 0, 0, 0], 1002 },
        { "fragmented ping", [0x09, 0x80, 0, 0, 0, 0], 1002 },
        { "long ping", [0x89, 0xFE, 0, 126], 1002 },
        { "continuation of nothing", [0x80, 0x80, 0, 0, 0, 0], 1002 },
        { "text within a message", [0x01, 0x80, 0, 0, 0, 0, 0x81, 0x80, 0, 0, 0, 0], 1002 },
        { "too big", [0x81, 0xFF, 0, 0, 0, 0, 0, 255, 0, 0], 1009 },
        { "negative length", [0x81, 0xFF, 255, 0, 0, 0, 0, 255, 0, 0], 1009 },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task Read_FrameAgainstTheRules_ThrowsItsCloseCode(string breach, byte[] bytes, int code)
    {
        var e = await Assert.ThrowsAsync<FrameException>(() => Reader(bytes).ReadAsync(default).AsTask());

        Assert.True(code == e.Code, $"{breach}: {e.Code} {e.Message}");
    }

    [Fact]
    public async Task Read_StreamEndingWithinPayload_Throws()
        => await Assert.ThrowsAsync<EndOfStreamException>(() => Reader(Client(Opcode.Text, Bytes(10))[..^1]).ReadAsync(default).AsTask());

    private static FrameReader Reader(params byte[][] frames) => new(new MemoryStream([.. frames.SelectMany(frame => frame)]), MaxMessage);

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];

    private static byte[] Client(Opcode opcode, ReadOnlySpan<byte> payload, bool final = true)
    {
        byte[] mask = [0x12, 0x34, 0x56, 0x78];
        var frame = new List<byte> { (byte)((final ? 0x80 : 0) | (int)opcode) };
        if (payload.Length < 126)
        {
            frame.Add((byte)(0x80 | payload.Length));
        }
        else if (payload.Length <= 65_535)
        {
            frame.AddRange([0xFE, (byte)(payload.Length >> 8), (byte)payload.Length]);
        }
        else
        {
            var length = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
            frame.Add(0xFF);
            frame.AddRange(length);
        }
        frame.AddRange(mask);
        for (var i = 0; i < payload.Length; i++)
            frame.Add((byte)(payload[i] ^ mask[i % 4]));
        return [.. frame];
    }

    private sealed class TrickleStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
