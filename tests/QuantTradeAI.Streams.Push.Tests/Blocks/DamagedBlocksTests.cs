using System.Buffers;
using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Tests.Blocks;

public sealed class DamagedBlocksTests
{
    [Property(MaxTest = 2_000)]
    public void Read_OfDamagedBytes_ThrowsNothingButFormatException(int seed)
    {
        var random = new Random(seed);
        var bytes = Sound();
        for (var flips = random.Next(1, 9); flips > 0; flips--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));

        ReadAll(bytes.AsMemory(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length));
    }

    [Property(MaxTest = 2_000)]
    public void Decode_OfDamagedPayloads_ThrowsNothingButFormatException(int seed)
    {
        var random = new Random(seed);
        var block = Codecs.Shapes.Encode([new Circle("some name", 2), new("b"), new Circle("c", 3)]);
        var payload = block.Payload.ToArray();
        for (var flips = random.Next(1, 5); flips > 0; flips--)
            payload[random.Next(payload.Length)] ^= (byte)(1 << random.Next(8));

        Decode(block with { Payload = payload, Count = random.Next(1, 5) });
    }

    [Fact]
    public void Read_OfSoundBytes_ReadsAll()
    {
        ReadOnlyMemory<byte> rest = Sound();
        var count = 0;
        for (; BlockFormat.TryRead(ref rest, out _, out _); count++)
        {
        }

        Assert.Equal(4, count);
    }

    private static byte[] Sound()
    {
        var output = new ArrayBufferWriter<byte>();
        BlockFormat.Write(output, 1, Codecs.Ticks.Encode(Tick.From(1, 3)));
        BlockFormat.Write(output, 4, Codecs.Shapes.Encode([new Circle("a", 2), new("b")]));
        BlockFormat.Write(output, 6, Codecs.Shapes.OfError(new InvalidOperationException("no")));
        BlockFormat.Write(output, 7, BlockCodec<Shape>.OfCompletion());
        return output.WrittenSpan.ToArray();
    }

    private static void ReadAll(ReadOnlyMemory<byte> rest)
    {
        try
        {
            while (BlockFormat.TryRead(ref rest, out _, out var block))
                Decode(block);
        }
        catch (FormatException)
        {
            // What is damaged says so.
        }
    }

    private static void Decode(Block block)
    {
        Try(() => Codecs.Ticks.Decode(block));
        Try(() => Codecs.Shapes.Decode(block));
        Try(() => Codecs.Shapes.ReadError(block));
    }

    private static void Try(Func<object> read)
    {
        try
        {
            read();
        }
        catch (FormatException)
        {
            // As it should.
        }
    }
}
