using Orleans.Streams;
using QuantTradeAI.Streams.Push.Receiving;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

public sealed class SequentialItemsTests
{
    private static readonly SequentialItems<string> Items = Make();

    [Fact]
    public void Items_OfSeveralParts_AreOneList()
    {
        string[] expected = ["a 1/5", "b 1/6", "c 2/1", "d 2/2", "e 2/3", "f 3/9"];

        Assert.Equal(expected, Items.Select(Text));
        Assert.Equal(expected, Enumerable.Range(0, 6).Select(i => Text(Items[i])));
        var copy = new SequentialItem<string>[8];
        Items.CopyTo(copy, 1);
        Assert.Equal(expected, copy[1..7].Select(Text));
        Assert.Equal(3, Items.IndexOf(Items[3]));
        Assert.Equal(-1, Items.IndexOf(new SequentialItem<string>("a", new PushSequenceToken(1, 6))));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    public void Item_OutOfRange_IsRefused(int index) => Assert.Throws<ArgumentOutOfRangeException>(() => Items[index]);

    [Fact]
    public void List_CannotBeChanged()
    {
        Assert.True(Items.IsReadOnly);
        Assert.Throws<NotSupportedException>(() => Items.Add(Items[0]));
        Assert.Throws<NotSupportedException>(() => Items.RemoveAt(0));
        Assert.Throws<NotSupportedException>(() => Items[0] = Items[1]);
        Assert.Throws<NotSupportedException>(Items.Clear);
    }

    private static string Text(SequentialItem<string> item) => $"{item.Item} {item.Token}";

    private static SequentialItems<string> Make()
    {
        var items = new SequentialItems<string>();
        items.Add(new(["a", "b"]), 1, 5);
        items.Add(new(["x", "c", "d", "e"], 1, 3), 2, 1);
        items.Add(new(["f"]), 3, 9);
        return items;
    }
}
