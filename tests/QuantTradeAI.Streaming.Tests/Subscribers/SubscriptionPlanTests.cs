using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

public class SubscriptionPlanTests
{
    private static readonly SubscriptionRequest Good = new() { Symbols = ["BTC-USD"], DataTypes = DataTypes.Trades };

    public static TheoryData<string, SubscriptionRequest> Wrong => new()
    {
        { "Symbols", Good with { Symbols = [] } },
        { "Symbols", Good with { Symbols = default } },
        { "Symbols[1]", Good with { Symbols = ["BTC-USD", "A@"] } },
        { "Symbols[0]", Good with { Symbols = [null!] } },
        { "Symbols[0]", Good with { Symbols = ["A@b@c"] } },
        { "DataTypes", Good with { DataTypes = DataTypes.None } },
        { "DataTypes", Good with { DataTypes = (DataTypes)64 } },
        { "Policy", Good with { Policy = (QueuePolicy)9 } },
        { "Capacity", Good with { Capacity = 15 } },
        { "Capacity", Good with { Capacity = (1 << 20) + 1 } },
        { "BlockTimeout", Good with { BlockTimeout = TimeSpan.Zero } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Of_WrongRequest_NamesTheProperty(string property, SubscriptionRequest request)
    {
        var thrown = Assert.Throws<ArgumentException>(() => SubscriptionPlan.Of(request, 1));

        Assert.StartsWith(property + " ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_GoodRequest_MergesStreamsAndMakesUpAName()
    {
        var plan = SubscriptionPlan.Of(Good with { Symbols = ["BTC-USD", "BTC-USD@x", "BTC-USD"], Capacity = 16 }, 3);

        Assert.Equal(["BTC-USD", "BTC-USD@x"], plan.Streams.Select(stream => stream.ToString()));
        Assert.Equal("subscription-3", plan.Name);
    }
}
