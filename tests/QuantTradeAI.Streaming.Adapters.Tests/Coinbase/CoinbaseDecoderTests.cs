using System.Text;
using QuantTradeAI.Streaming.Adapters.Coinbase;

namespace QuantTradeAI.Streaming.Adapters.Tests.Coinbase;

public class CoinbaseDecoderTests
{
    private const string TradeLine = "trade SKL-BTC 280232 0.00001305 x 985 Buy 2021-04-17T16:43:37.089723000Z";

    private static readonly string[] MatchMembers =
    [
        "\"type\":\"match\"", "\"trade_id\":280232", "\"maker_order_id\":\"2a0da34e-61f7-4c36-88e5-c9dd15927b16\"", "\"side\":\"sell\"", "\"size\":\"985\"",
        "\"price\":\"0.00001305\"", "\"product_id\":\"SKL-BTC\"", "\"sequence\":177100030", "\"time\":\"2021-04-17T16:43:37.089723Z\"",
    ];

    private static readonly string[] TickerMembers =
    [
        "\"type\":\"ticker\"", "\"sequence\":333938798", "\"product_id\":\"SKL-BTC\"", "\"best_bid\":\"14.7550\"", "\"best_ask\":\"14.8060\"",
        "\"time\":\"2021-04-17T16:43:30.244075Z\"",
    ];

    private readonly Harness _harness = new(new CoinbaseAdapter(), Harness.Settings(), "SKL-BTC");

    private static string Match => $"{{{string.Join(',', MatchMembers)}}}";

    private static string Ticker => $"{{{string.Join(',', TickerMembers)}}}";

    [Fact]
    public void Match_WithMembersInAnyOrder_IsTheSameTrade()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var members = (string[])MatchMembers.Clone();
            random.Shuffle(members);
            Assert.Equal([TradeLine], _harness.Describe($"{{{string.Join(',', members)}}}"));
        }
    }

    [Theory]
    [InlineData("\"user_id\":{\"type\":\"error\",\"price\":[[[1]]]}")]
    [InlineData("\"Type\":\"error\"")]
    [InlineData("\"types\":\"\\\\\"")]
    public void Match_WithUnknownMembers_IsTheSameTrade(string member)
    {
        for (var at = 0; at <= MatchMembers.Length; at++)
            Assert.Equal([TradeLine], _harness.Describe($"{{{string.Join(',', MatchMembers[..at].Append(member).Concat(MatchMembers[at..]))}}}"));
    }

    [Fact]
    public void Match_WithEscapes_IsTheSameTrade() =>
        Assert.Equal([TradeLine], _harness.Describe(Match.Replace("SKL-BTC", "SKL\\u002dBTC").Replace("match", "m\\u0061tch")
            .Replace("2021-", "202\\u0031-").Replace("\"price\"", "\"pric\\u0065\"").Replace("sell", "se\\u006cl")));

    [Fact]
    public void Match_OfAMakerWhoBuys_IsASellersTrade() =>
        Assert.Contains(" Sell ", Assert.Single(_harness.Describe(Match.Replace("\"sell\"", "\"buy\""))));

    [Fact]
    public void Array_OfEvents_IsWalkedElementByElement() =>
        Assert.Equal([TradeLine, TradeLine, "ignored l2update"], _harness.Describe($"[{Match}, {{\"type\":\"l2update\"}} ,{Match}]"));

    [Theory]
    [InlineData("\"match\"", "7", "rejected bad_type")]
    [InlineData("\"match\"", "\"open_interest\"", "ignored other")]
    [InlineData("\"match\"", "\"snapshot\"", "ignored snapshot")]
    [InlineData("SKL-BTC", "BTC-USD", "ignored unsubscribed")]
    [InlineData("\"SKL-BTC\"", "5", "rejected bad_symbol")]
    [InlineData("280232", "\"280232\"", "rejected bad_id")]
    [InlineData("\"sell\"", "\"hold\"", "rejected bad_side")]
    [InlineData("\"sell\"", "null", "rejected missing_field")]
    [InlineData("\"985\"", "\"0.-10000\"", "rejected bad_size")]
    [InlineData("0.00001305", "x", "rejected bad_price")]
    [InlineData("2021-04-17T16:43:37.089723Z", "0001-01-01T00:00:00.000000Z", "rejected bad_time")]
    [InlineData("\"2021-04-17T16:43:37.089723Z\"", "1618677817", "rejected bad_time")]
    public void Match_WithOneBadField_CostsThatEvent(string good, string bad, string outcome)
    {
        Assert.Contains(good, Match);
        Assert.Equal([outcome], _harness.Describe(Match.Replace(good, bad)));
    }

    [Fact]
    public void Ticker_WithSizes_HasThem()
    {
        var sizes = Ticker.Replace("}", ",\"best_bid_size\":\"0.50\",\"best_ask_size\":\"12\"}");
        Assert.Equal(["quote SKL-BTC 333938798 14.7550 x 0.50 / 14.8060 x 12 2021-04-17T16:43:30.244075000Z"], _harness.Describe(sizes));
        Assert.Equal(["rejected bad_size"], _harness.Describe(sizes.Replace("0.50", "-0.50")));
        Assert.Equal(
            ["quote SKL-BTC 333938798 14.7550 x 0.50 / 14.8060 x - 2021-04-17T16:43:30.244075000Z"],
            _harness.Describe(sizes.Replace("\"12\"", "null")));
    }

    [Theory]
    [InlineData("{}", "rejected missing_field")]
    [InlineData("{\"type\":null}", "rejected missing_field")]
    [InlineData("{\"type\":\"heartbeat\"}", "rejected missing_field")]
    [InlineData("{\"type\":\"heartbeat\",\"product_id\":\"XYZ-USD\"}", "ignored unsubscribed")]
    [InlineData("{\"type\":\"subscriptions\",\"channels\":[]}", "active ")]
    [InlineData("{\"type\":\"subscriptions\"}", "rejected missing_field")]
    [InlineData("{\"type\":\"subscriptions\",\"channels\":{}}", "rejected bad_type")]
    [InlineData("{\"type\":\"subscriptions\",\"channels\":[\"matches\"]}", "rejected bad_type")]
    [InlineData("{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\"}]}", "rejected bad_type")]
    [InlineData("{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"matches\",\"product_ids\":[7]}]}", "rejected bad_type")]
    [InlineData("{\"channels\":[{\"product_ids\":[\"A\\u002dB\"],\"name\":\"matches\"},{\"name\":\"heartbeat\",\"product_ids\":[\"A-B\"]}],\"type\":\"subscriptions\"}", "active Trades:A-B")]
    [InlineData("{\"type\":\"error\"}", "rejected missing_field")]
    [InlineData("{\"type\":\"error\",\"reason\":\"XYZ is not a valid product\"}", "refused for good 0 XYZ XYZ is not a valid product")]
    [InlineData("{\"type\":\"error\",\"message\":\"m\",\"reason\":\" is not a valid product\"}", "refused 0 - m:  is not a valid product")]
    [InlineData("{\"type\":\"error\",\"message\":\"m\",\"reason\":\"that thing is not a valid product\"}", "refused 0 - m: that thing is not a valid product")]
    [InlineData("{\"type\":\"error\",\"message\":\"ErrSlowConsume\"}", "refused 0 - ErrSlowConsume")]
    [InlineData("\"pong\"", "rejected bad_root")]
    [InlineData("{\"type\":\"match\"", "rejected bad_json")]
    public void Frame_ThatIsNoData_IsSaidToBe(string frame, string outcome) => Assert.Equal([outcome], _harness.Describe(frame));

    [Fact]
    public void Data_OfAnEventOrSomethingIgnored_AllocatesNothing() => AssertNoAllocation.Of(_harness,
    [
        Encoding.UTF8.GetBytes(Match),
        Encoding.UTF8.GetBytes(Ticker),
        Encoding.UTF8.GetBytes("""{"type":"heartbeat","sequence":90,"last_trade_id":20,"product_id":"SKL-BTC","time":"2014-11-07T08:19:28.464459Z"}"""),
        Encoding.UTF8.GetBytes("""{"type":"l2update","product_id":"SKL-BTC","changes":[["sell","0.00001306","660.5"]],"time":"2021-04-17T16:43:37.075687Z"}"""),
    ]);
}
