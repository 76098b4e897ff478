using System.Text;
using QuantTradeAI.Streaming.Adapters.Alpaca;

namespace QuantTradeAI.Streaming.Adapters.Tests.Alpaca;

public class AlpacaDecoderTests
{
    private const string TradeLine = "trade AAPL 96921 126.55 x 1 Unknown 2021-02-22T15:51:44.208000000Z";
    private const string QuoteLine = "quote AAPL 0 87.66 x 1 / 87.68 x 4 2021-02-22T15:51:45.335689322Z";

    private const string Lost = "lost Trade AAPL";

    private static readonly string[] TradeMembers =
    [
        "\"T\":\"t\"", "\"i\":96921", "\"S\":\"AAPL\"", "\"x\":\"D\"", "\"p\":126.55", "\"s\":1", "\"t\":\"2021-02-22T15:51:44.208Z\"",
        "\"c\":[\"@\",\"I\"]", "\"z\":\"C\"",
    ];

    private readonly Harness _harness = new(new AlpacaAdapter(), Harness.Settings(), "AAPL");

    private static string Trade => $"{{{string.Join(',', TradeMembers)}}}";

    private static string Quote =>
        """{"T":"q","S":"AAPL","bx":"U","bp":87.66,"bs":1,"ax":"Q","ap":87.68,"as":4,"t":"2021-02-22T15:51:45.335689322Z","c":["R"],"z":"C"}""";

    [Fact]
    public void Trade_WithMembersInAnyOrder_IsTheSameTrade()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var members = (string[])TradeMembers.Clone();
            random.Shuffle(members);
            Assert.Equal([TradeLine], _harness.Describe($"[{{{string.Join(',', members)}}}]"));
        }
    }

    [Theory]
    [InlineData("\"r\":\"2021-02-22T15:51:44.3Z\"")]
    [InlineData("\"u\":{\"T\":\"error\",\"p\":[[[1]]]}")]
    [InlineData("\"Types\":\"\\\\\"")]
    public void Trade_WithUnknownMembers_IsTheSameTrade(string member)
    {
        for (var at = 0; at <= TradeMembers.Length; at++)
            Assert.Equal([TradeLine], _harness.Describe($"[{{{string.Join(',', TradeMembers[..at].Append(member).Concat(TradeMembers[at..]))}}}]"));
    }

    [Fact]
    public void Array_OfManyEvents_IsReadInOrder() =>
        Assert.Equal(
            [TradeLine, QuoteLine, Lost, TradeLine, "ignored correction", "ignored cancellation", "rejected bad_price"],
            _harness.Describe($$"""[{{Trade}},{{Quote}},{"T":"c","S":"AAPL"}, {"T":"x","S":"AAPL","i":1,"p":1} ,{{Trade.Replace("126.55", "\"x\"")}},{{Trade}}]"""));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Array_BrokenAtItsEnd_GivesNothingAway(int cut) =>
        Assert.Equal(["rejected bad_json"], _harness.Describe($$"""[{{Trade}},{"T":"error","code":402},{"T":"b"},7,{{Quote}}]"""[..^cut]));

    [Theory]
    [InlineData("]")]
    [InlineData("x")]
    [InlineData(",[]")]
    public void Array_WithSomethingBehindIt_GivesNothingAway(string rest) => Assert.Equal(["rejected bad_json"], _harness.Describe($"[{Trade}]{rest}"));

    [Theory]
    [InlineData("126.55", "1.2655e2", "126.55")]
    [InlineData("126.55", "12655E-2", "126.55")]
    [InlineData("126.55", "126.5500", "126.5500")]
    [InlineData("126.55", "0.000126", "0.000126")]
    [InlineData("126.55", "126", "126")]
    public void Price_InAnyForm_IsExact(string good, string form, string exact) =>
        Assert.Equal([TradeLine.Replace(good, exact)], _harness.Describe($"[{Trade.Replace(good, form)}]"));

    [Theory]
    [InlineData("2021-02-22T15:51:44Z", "2021-02-22T15:51:44.000000000Z")]
    [InlineData("2021-02-22T15:51:44.2Z", "2021-02-22T15:51:44.200000000Z")]
    [InlineData("2021-02-22T15:51:44.2081234Z", "2021-02-22T15:51:44.208123400Z")]
    [InlineData("2021-02-22T15:51:44.208123456Z", "2021-02-22T15:51:44.208123456Z")]
    public void Time_WithAnyFraction_IsExactToTheNanosecond(string text, string exact) =>
        Assert.Equal(
            [TradeLine.Replace("2021-02-22T15:51:44.208000000Z", exact)],
            _harness.Describe($"[{Trade.Replace("2021-02-22T15:51:44.208Z", text)}]"));

    [Theory]
    [InlineData("\"t\",", "7,", "rejected bad_type")]
    [InlineData("\"t\",", "\"tt\",", "ignored other")]
    [InlineData("\"T\":\"t\",", "", "rejected missing_field")]
    [InlineData("AAPL", "MSFT", "ignored unsubscribed")]
    [InlineData("\"AAPL\"", "5", "rejected bad_symbol")]
    [InlineData("96921", "\"96921\"", "rejected bad_id")]
    [InlineData("96921", "-1", "rejected bad_id")]
    [InlineData("126.55", "0", "rejected bad_price")]
    [InlineData("126.55", "1e300", "rejected bad_price")]
    [InlineData("\"s\":1", "\"s\":-1", "rejected bad_size")]
    [InlineData("\"s\":1,", "", "rejected missing_field")]
    [InlineData("2021-02-22T15:51:44.208Z", "2021-02-22T15:51:44.2080000001Z", "rejected bad_time")]
    [InlineData("\"2021-02-22T15:51:44.208Z\"", "1614009104", "rejected bad_time")]
    public void Trade_WithOneBadField_CostsThatEvent(string good, string bad, string outcome)
    {
        Assert.Contains(good, Trade);
        Assert.Equal([QuoteLine, outcome], _harness.Describe($"[{Trade.Replace(good, bad)},{Quote}]").Where(line => line != Lost));
    }

    [Theory]
    [InlineData("126.55", true)]
    [InlineData("44.208", true)]
    [InlineData("96921", true)]
    [InlineData("AAPL", false)]
    [InlineData("\"t\",", false)]
    public void Trade_OfASymbolThatIsKnown_IsToldAsLost(string good, bool isTold) =>
        Assert.Equal(isTold, _harness.Describe($"[{Trade.Replace(good, "null")}]").Contains(Lost));

    [Fact]
    public void Quote_WithABadField_IsToldAsLost()
    {
        Assert.Equal(["lost Quote AAPL", "rejected bad_price"], _harness.Describe($"[{Quote.Replace("87.66", "-1")}]"));
    }

    [Fact]
    public void Quote_WithAnEmptySide_HasZeros() =>
        Assert.Equal(
            ["quote AAPL 0 0 x 0 / 87.68 x 4 2021-02-22T15:51:45.335689322Z"],
            _harness.Describe($"[{Quote.Replace("87.66", "0").Replace("\"bs\":1", "\"bs\":0")}]"));

    [Theory]
    [InlineData("[]", "ignored empty")]
    [InlineData("[{\"T\":\"success\",\"msg\":\"hello\"}]", "ignored success")]
    [InlineData("[{\"T\":\"subscription\"}]", "active ")]
    [InlineData("[{\"T\":\"subscription\",\"trades\":null,\"quotes\":[\"A\"]}]", "active Quotes:A")]
    [InlineData("[{\"T\":\"subscription\",\"trades\":{}}]", "rejected bad_type")]
    [InlineData("[{\"T\":\"subscription\",\"quotes\":[7]}]", "rejected bad_type")]
    [InlineData("[{\"T\":\"error\"}]", "rejected missing_field")]
    [InlineData("[{\"T\":\"error\",\"code\":\"402\"}]", "rejected bad_id")]
    [InlineData("[{\"T\":\"error\",\"code\":402}]", "failed for good auth_failed - alpaca: no reason given (402): check the account's api_key and api_secret.")]
    [InlineData("\"pong\"", "rejected bad_root")]
    public void Frame_ThatIsNoData_IsSaidToBe(string frame, string outcome) => Assert.Equal([outcome], _harness.Describe(frame));

    [Fact]
    public void Elements_BeyondTheMost_AreSteppedOver()
    {
        var bars = string.Join(',', Enumerable.Repeat("{\"T\":\"b\"}", 70_000));
        var output = _harness.Decode($"[{bars}]");
        Assert.Equal(65_536, output.Ignored.Count);
        Assert.Equal(["too_many_elements"], output.Rejected);
    }

    [Fact]
    public void Data_OfEventsOrSomethingIgnored_AllocatesNothing() => AssertNoAllocation.Of(_harness,
    [
        Encoding.UTF8.GetBytes($"[{Trade}]"),
        Encoding.UTF8.GetBytes($"[{Quote}]"),
        Encoding.UTF8.GetBytes($"[{Trade},{Quote},{Trade}]"),
        Encoding.UTF8.GetBytes("""[{"T":"b","S":"SPY","o":388.985,"h":389.13,"l":388.975,"c":389.12,"v":49378,"t":"2021-02-22T19:15:00Z"}]"""),
    ]);
}
