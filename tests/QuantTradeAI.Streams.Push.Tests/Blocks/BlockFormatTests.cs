using System.Buffers;
using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Tests.Blocks;

public sealed class BlockFormatTests
{
    private static readonly Block Sample = new(BlockKind.Values, 0x1122334455667788, 2, 3, 0, new byte[] { 1, 2, 3, 4, 5, 6 });

    // Never change these: processes of other versions read them.
    private const string Golden =
        "01010000" + "03000000" + "06000000" + "02000000" + "00000000" + "0A00000000000000" + "8877665544332211" + "010203040506"
        + "01020000" + "01000000" + "01000000" + "00000000" + "05000000" + "0D00000000000000" + "0900000000000000" + "FF"
        + "01040000" + "01000000" + "00000000" + "00000000" + "00000000" + "0E00000000000000" + "0000000000000000";

    [Fact]
    public void Write_GivesTheGoldenBytes()
    {
        var output = new ArrayBufferWriter<byte>();
        BlockFormat.Write(output, 10, Sample);
        BlockFormat.Write(output, 13, new Block(BlockKind.Objects, 9, 0, 1, 5, new byte[] { 255 }));
        BlockFormat.Write(output, 14, BlockCodec<int>.OfCompletion());

        Assert.Equal(Golden, Convert.ToHexString(output.WrittenSpan));
        Assert.Equal(42, BlockFormat.SizeOf(Sample));
    }

    [Fact]
    public void TryRead_OfTheGoldenBytes_GivesTheBlocks()
    {
        ReadOnlyMemory<byte> rest = Convert.FromHexString(Golden);
        var read = new List<string>();
        while (BlockFormat.TryRead(ref rest, out var first, out var block))
            read.Add($"{first} {block.Kind} {block.Type:x} {block.ItemSize} {block.Count} {block.Key} {Convert.ToHexString(block.Payload.Span)}");

        Assert.Equal(["10 Values 1122334455667788 2 3 0 010203040506", "13 Objects 9 0 1 5 FF", "14 Completed 0 0 1 0 "], read);
        Assert.True(rest.IsEmpty);
    }

    [Theory]
    [InlineData(0, 2, "Version 2")]
    [InlineData(1, 0, "damaged")]
    [InlineData(1, 9, "damaged")]
    [InlineData(1, 2, "damaged")]
    [InlineData(1, 4, "damaged")]
    [InlineData(2, 1, "2 and 3")]
    [InlineData(3, 1, "2 and 3")]
    [InlineData(4, 0, "damaged")]
    [InlineData(4, 4, "damaged")]
    [InlineData(7, 0x80, "damaged")]
    [InlineData(8, 5, "damaged")]
    [InlineData(8, 7, "does not fit")]
    [InlineData(11, 0x7F, "does not fit")]
    [InlineData(11, 0x80, "does not fit")]
    [InlineData(12, 0, "damaged")]
    [InlineData(16, 1, "damaged")]
    [InlineData(19, 0x80, "damaged")]
    [InlineData(20, 0, "damaged")]
    [InlineData(27, 0x80, "damaged")]
    public void TryRead_OfDamage_SaysSo(int at, int value, string what)
    {
        var bytes = Convert.FromHexString(Golden)[..42];
        bytes[at] = (byte)value;
        ReadOnlyMemory<byte> rest = bytes;

        Assert.Contains(what, Assert.Throws<FormatException>(() => BlockFormat.TryRead(ref rest, out _, out _)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(35)]
    [InlineData(41)]
    public void TryRead_OfTooFewBytes_SaysSo(int length)
    {
        ReadOnlyMemory<byte> rest = Convert.FromHexString(Golden)[..length];

        Assert.Throws<FormatException>(() => BlockFormat.TryRead(ref rest, out _, out _));
    }

    [Fact]
    public void WriteMerged_OfLikes_IsOneBlock()
    {
        var output = new ArrayBufferWriter<byte>();
        BlockFormat.WriteMerged(output, 5, [Codecs.Ticks.Encode(Tick.From(5, 2)), Codecs.Ticks.Encode(Tick.From(7, 1)), Codecs.Ticks.Encode(Tick.From(8, 3))]);

        ReadOnlyMemory<byte> rest = output.WrittenMemory;
        Assert.True(BlockFormat.TryRead(ref rest, out var first, out var block));
        Assert.Equal((5, 6, 0), (first, block.Count, rest.Length));
        Assert.Equal(Tick.From(5, 6), Codecs.Ticks.Decode(block));
    }

    [Fact]
    public void CanMerge_IsForItemsOfOneTypeWithoutKeys()
    {
        var error = Codecs.Ticks.OfError(new TimeoutException());

        Assert.True(BlockFormat.CanMerge(Sample, Sample));
        Assert.True(BlockFormat.CanMerge(Codecs.Strings.Encode(["a"]), Codecs.Strings.Encode(["b"])));
        Assert.False(BlockFormat.CanMerge(Sample, Sample with { Type = 1 }));
        Assert.False(BlockFormat.CanMerge(Sample, Sample with { ItemSize = 1 }));
        Assert.False(BlockFormat.CanMerge(Sample with { Key = 1 }, Sample));
        Assert.False(BlockFormat.CanMerge(Sample, Sample with { Key = 1 }));
        Assert.False(BlockFormat.CanMerge(Sample, Sample with { Kind = BlockKind.Objects }));
        Assert.False(BlockFormat.CanMerge(error, error));
        Assert.Throws<ArgumentException>(() => BlockFormat.WriteMerged(new ArrayBufferWriter<byte>(), 1, [Sample, Sample with { Type = 1 }]));
    }
}
