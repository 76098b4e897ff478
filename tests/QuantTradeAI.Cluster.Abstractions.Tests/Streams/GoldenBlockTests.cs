using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Streams;

/// <summary>Blocks that were written once, each as bytes in hexadecimal with the events beside, one a line. The files never change.</summary>
public sealed class GoldenBlockTests
{
    [Theory]
    [InlineData("v1")]
    public void Block_OfEveryVersion_IsRead(string name)
    {
        var (block, lines) = Load(name);

        Assert.Equal(lines, MarketBatch.Read(block).Select(EventText.Of));
        Assert.Equal(lines.Length, MarketBatch.Count(block));
    }

    [Fact]
    public void Events_OfTheGoldenBlock_AreWrittenAsItIs()
    {
        var (block, _) = Load("v1");

        Assert.Equal(Convert.ToHexString(block), Convert.ToHexString(MarketBatch.Write(MarketBatch.Read(block))));
    }

    [Fact]
    public void GoldenBlock_HoldsEveryKindAndReason()
    {
        var events = MarketBatch.Read(Load("v1").Block);

        Assert.Equal(Enum.GetValues<MarketEventKind>().Skip(1), events.Select(one => one.Kind).Distinct().Order());
        var statuses = events.Where(one => one.Kind == MarketEventKind.Status).Select(one => one.Status).ToList();
        Assert.Equal(Enum.GetValues<FeedStatusKind>().Skip(1), statuses.Select(one => one.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<GapReason>(), statuses.Select(one => one.Reason).Distinct().Order());
    }

    private static (byte[] Block, string[] Lines) Load(string name)
    {
        var hex = string.Concat(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", $"{name}.hex")));
        return (Convert.FromHexString(hex), File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", $"{name}.txt")));
    }
}
