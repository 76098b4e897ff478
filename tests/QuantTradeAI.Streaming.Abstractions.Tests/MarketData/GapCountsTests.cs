using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.MarketData;

public sealed class GapCountsTests
{
    public static TheoryData<GapReason> Reasons => [.. Enum.GetValues<GapReason>().Where(reason => reason != GapReason.None)];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Gap_OfOneReason_CountsForNoOther(GapReason reason)
    {
        var counts = default(GapCounts);
        counts.Add(reason, 3);
        counts += counts;

        Assert.All(Enum.GetValues<GapReason>(), one => Assert.Equal(one == reason ? 6 : 0, counts[one]));
        Assert.Equal(6, counts.Total);
    }

    [Fact]
    public void Gap_WithoutAReason_CountsAsTheVenues()
    {
        var counts = default(GapCounts);
        counts.Add(GapReason.None);

        Assert.Equal((1, 1), (counts[GapReason.VenueGap], counts.Total));
    }
}
