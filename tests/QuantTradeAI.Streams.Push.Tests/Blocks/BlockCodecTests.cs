using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Tests.Blocks;

public sealed class BlockCodecTests
{
    [Fact]
    public void Values_AreCopiedAsTheyLie()
    {
        var items = Tick.From(1, 100);

        var block = Codecs.Ticks.Encode(items, key: 0);

        Assert.Equal((BlockKind.Values, 48, 100, 4_800), (block.Kind, block.ItemSize, block.Count, block.Payload.Length));
        Assert.Equal(items, Codecs.Ticks.Decode(block));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    [InlineData(int.MaxValue)]
    public void Values_OfOneNumber_ComeBack(int value) => Assert.Equal([value], new BlockCodec<int>(Codecs.Serializer).Decode(new BlockCodec<int>(Codecs.Serializer).Encode([value])));

    [Fact]
    public void Objects_OfDerivedTypes_ComeBackAsThemselves()
    {
        Shape[] items = [new("a"), new Circle("b", 2), null!, new Circle("c", 3)];

        var block = Codecs.Shapes.Encode(items);

        Assert.Equal((BlockKind.Objects, 0, 4), (block.Kind, block.ItemSize, block.Count));
        Assert.Equal(items, Codecs.Shapes.Decode(block));
    }

    [Fact]
    public void Objects_KeepReferencesWithinAnItem_NotAcross()
    {
        var (shape, second) = (new Circle("a", 1), new Circle("b", 2));
        var codec = new BlockCodec<Pair>(Codecs.Serializer);

        var read = codec.Decode(codec.Encode([new Pair(shape, shape), new Pair(shape, null), new Pair(second, second)]));

        Assert.Same(read[0].One, read[0].Other);
        Assert.Equal(shape, read[1].One);
        Assert.NotSame(read[0].One, read[1].One);
        Assert.Equal(new Pair(second, second), read[2]);
        Assert.Same(read[2].One, read[2].Other);
    }

    [Fact]
    public void Objects_MoreThanTheFirstRoom_ComeBack()
    {
        string[] items = [.. Enumerable.Range(0, 5_000).Select(i => $"{i}")];

        Assert.Equal(items, Codecs.Strings.Decode(Codecs.Strings.Encode(items)));
    }

    [Fact]
    public void Objects_OneBehindTheOther_AreOneBlock()
    {
        var (one, other) = (Codecs.Shapes.Encode([new Circle("a", 1), new("b")]), Codecs.Shapes.Encode([new Circle("c", 2)]));

        var both = one with { Count = 3, Payload = (byte[])[.. one.Payload.Span, .. other.Payload.Span] };

        Assert.Equal([new Circle("a", 1), new("b"), new Circle("c", 2)], Codecs.Shapes.Decode(both));
    }

    [Fact]
    public void Decode_OfWhatLies_SaysSo()
    {
        var values = Codecs.Ticks.Encode(Tick.From(1, 2));
        var objects = Codecs.Strings.Encode(["a", "b"]);
        foreach (var block in new[]
        {
            values with { Kind = BlockKind.Objects }, values with { Kind = BlockKind.Error }, values with { Kind = 0 },
            values with { Type = 1 }, values with { ItemSize = 24, Count = 4 }, values with { Count = 1 }, values with { Count = 3 },
            values with { Count = int.MaxValue }, values with { Count = 0 }, values with { Count = -1 }, values with { Payload = values.Payload[1..] },
        })
        {
            Assert.Throws<FormatException>(() => Codecs.Ticks.Decode(block));
        }

        foreach (var block in new[]
        {
            objects with { Kind = BlockKind.Values }, objects with { Type = values.Type }, objects with { ItemSize = 1 }, objects with { Count = 1 }, objects with { Count = 3 },
            objects with { Count = int.MaxValue }, objects with { Count = 0 }, objects with { Payload = objects.Payload[..^1] }, objects with { Payload = new byte[8] },
        })
        {
            Assert.Throws<FormatException>(() => Codecs.Strings.Decode(block));
        }
    }

    [Fact]
    public void Errors_AndTheEnd_ComeBack()
    {
        var error = Codecs.Ticks.OfError(new TimeoutException("late"));

        Assert.Equal("late", Assert.IsType<TimeoutException>(Codecs.Strings.ReadError(error)).Message);
        Assert.Equal(new Block(BlockKind.Completed, 0, 0, 1, 0, default), BlockCodec<Tick>.OfCompletion());
        Assert.Throws<FormatException>(() => Codecs.Ticks.ReadError(BlockCodec<Tick>.OfCompletion()));
        Assert.Throws<FormatException>(() => Codecs.Ticks.ReadError(error with { Payload = new byte[] { 1, 2, 3 } }));
    }

    [Fact]
    public void Encode_OfNothing_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Codecs.Ticks.Encode([]));
}
