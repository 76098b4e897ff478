using System.Text;
using QuantTradeAI.Streaming.Adapters.Binance;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Adapters.Tests.Binance;

public class BinanceDecoderTests
{
    private const string TradeLine = "trade BNB-BTC 12345 0.001 x 100 Sell 2022-12-31T19:43:02.136000000Z";
    private const string QuoteLine = "quote BNB-USDT 400900217 25.35190000 x 31.21000000 / 25.36520000 x 40.66000000 -";

    private static readonly string[] TradeMembers =
    [
        "\"e\":\"trade\"", "\"E\":1672515782136", "\"s\":\"BNBBTC\"", "\"t\":12345", "\"p\":\"0.001\"", "\"q\":\"100\"", "\"T\":1672515782136",
        "\"m\":true", "\"M\":true",
    ];

    private readonly Harness _harness = new(new BinanceAdapter(), Harness.Settings(), "BNBBTC", "BNBUSDT");

    [Fact]
    public void Trade_WithMembersInAnyOrder_IsTheSameTrade()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var members = (string[])TradeMembers.Clone();
            random.Shuffle(members);
            var data = $"{{{string.Join(',', members)}}}";
            var combined = i % 2 == 0 ? $"{{\"stream\":\"bnbbtc@trade\",\"data\":{data}}}" : $"{{\"data\":{data},\"stream\":\"bnbbtc@trade\"}}";
            Assert.Equal([TradeLine], _harness.Describe(combined));
            Assert.Equal([TradeLine], _harness.Describe(data));
        }
    }

    [Theory]
    [InlineData("\"x\":{\"e\":\"kline\",\"s\":[1,{\"p\":\"2\"}]}")]
    [InlineData("\"ee\":\"kline\"")]
    [InlineData("\"\":0")]
    [InlineData("\"b\":88,\"a\":50")]
    [InlineData("\"z\":\"\\\"e\\\":\\\"kline\\\"\"")]
    [InlineData("\"日本\":\"語\"")]
    public void Trade_WithUnknownMembers_IsTheSameTrade(string member)
    {
        for (var at = 0; at <= TradeMembers.Length; at++)
            Assert.Equal([TradeLine], _harness.Describe($"{{{string.Join(',', TradeMembers[..at].Append(member).Concat(TradeMembers[at..]))}}}"));
    }

    [Theory]
    [InlineData("""{"\u0065":"tr\u0061de","E":1,"\u0073":"BNB\u0042TC","t":12345,"p":"0\u002e001","q":"\u00310\u0030","T":1672515782136,"m":true}""")]
    [InlineData("""{"str\u0065am":"x","d\u0061ta":{"e":"trade","s":"BNBBTC","t":12345,"p":"0.001","q":"100","T":1672515782136,"m":true}}""")]
    [InlineData(""" { "e" : "trade" , "s" : "BNBBTC" , "t" : 12345 , "p" : "0.001" , "q" : "100" , "T" : 1672515782136 , "m" : true } """)]
    [InlineData("""{"e":"trade","s":"BNBBTC","t":12345,"p":0.001,"q":100,"T":1672515782136,"m":true}""")]
    [InlineData("""{"e":"kline","e":"trade","s":"BNBBTC","t":12345,"p":"9","p":"0.001","q":"100","T":1672515782136,"m":true}""")]
    public void Trade_SpelledOtherwise_IsTheSameTrade(string frame) => Assert.Equal([TradeLine], _harness.Describe(frame));

    [Fact]
    public void Array_OfMoreElementsThanAnyVenueSends_IsCutAndRejectedOnce()
    {
        var output = _harness.Decode($"[{string.Join(',', Enumerable.Repeat("1", 2_000_000))}]");

        Assert.InRange(output.Rejected.Count, 1, 100_000);
        Assert.Single(output.Rejected, kind => kind == "too_many_elements");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\\n")]
    [InlineData("語")]
    [InlineData("\\u8a9e")]
    public void Error_WithAnEndlessMessage_IsCut(string unit)
    {
        var message = string.Concat(Enumerable.Repeat(unit, 200_000));
        var signal = Assert.Single(_harness.Decode($$"""{"code":2,"msg":"a{{message}}","id":1}""").Signals);

        var refused = Assert.IsType<QuantTradeAI.Streaming.Providers.ControlSignal.Refused>(signal);
        Assert.InRange(refused.Message.Length, 100, 1_024);
        Assert.DoesNotContain('\uFFFD', refused.Message);
    }

    [Fact]
    public void Array_OfEvents_IsWalkedElementByElement()
    {
        var trade = $"{{{string.Join(',', TradeMembers)}}}";
        Assert.Equal([TradeLine, TradeLine, "ignored kline", "rejected bad_element"], _harness.Describe($"[{trade},{{\"e\":\"kline\"}},7,{trade}]"));
        Assert.Equal(["ignored empty"], _harness.Describe("[]"));
    }

    [Fact]
    public void Array_BrokenAtItsEnd_YieldsNothingButTheRejection()
    {
        var trade = $"{{{string.Join(',', TradeMembers)}}}";
        Assert.Equal(["rejected bad_json"], _harness.Describe($"[{trade},{{\"e\":\"serverShutdown\"}},"));
        Assert.Equal(["rejected bad_json"], _harness.Describe($"[{trade}] x"));
    }

    [Theory]
    [InlineData("\"e\":\"trade\"", "\"e\":7", "rejected bad_type")]
    [InlineData("\"e\":\"trade\"", "\"e\":\"tradf\"", "ignored other")]
    [InlineData("\"s\":\"BNBBTC\"", "\"s\":\"ETHBTC\"", "ignored unsubscribed")]
    [InlineData("\"s\":\"BNBBTC\"", "\"s\":\"bnbbtc\"", "ignored unsubscribed")]
    [InlineData("\"s\":\"BNBBTC\"", "\"s\":null", "rejected missing_field")]
    [InlineData("\"s\":\"BNBBTC\"", "\"s\":[\"BNBBTC\"]", "rejected bad_symbol")]
    [InlineData("\"t\":12345", "\"t\":\"12345\"", "rejected bad_id")]
    [InlineData("\"t\":12345", "\"t\":-1", "rejected bad_id")]
    [InlineData("\"t\":12345", "\"t\":1.5", "rejected bad_id")]
    [InlineData("\"t\":12345", "\"t\":1e3", "rejected bad_id")]
    [InlineData("\"t\":12345", "\"t\":9223372036854775808", "rejected bad_id")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"\"", "rejected bad_price")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"0.-10000\"", "rejected bad_price")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"-0.001\"", "rejected bad_price")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"0.000\"", "rejected bad_price")]
    [InlineData("\"p\":\"0.001\"", "\"p\":\"1234567890.1234567890\"", "rejected bad_price")]
    [InlineData("\"p\":\"0.001\"", "\"p\":true", "rejected bad_price")]
    [InlineData("\"q\":\"100\"", "\"q\":\"1,00\"", "rejected bad_size")]
    [InlineData("\"q\":\"100\"", "\"q\":\"0\"", "rejected bad_size")]
    [InlineData("\"q\":\"100\"", "\"q\":{}", "rejected bad_size")]
    [InlineData("\"T\":1672515782136", "\"T\":\"now\"", "rejected bad_time")]
    [InlineData("\"T\":1672515782136", "\"T\":1672515782136000", "rejected bad_time")]
    [InlineData("\"m\":true", "\"m\":\"true\"", "rejected bad_side")]
    public void Trade_WithOneBadField_CostsThatEvent(string good, string bad, string outcome)
    {
        var frame = $"{{{string.Join(',', TradeMembers)}}}";
        Assert.Contains(good, frame);
        Assert.Equal([outcome], _harness.Describe(frame.Replace(good, bad)));
    }

    [Theory]
    [InlineData("s")]
    [InlineData("t")]
    [InlineData("p")]
    [InlineData("q")]
    [InlineData("T")]
    [InlineData("m")]
    public void Trade_WithoutAField_CostsThatEvent(string field) =>
        Assert.Equal(["rejected missing_field"], _harness.Describe($"{{{string.Join(',', TradeMembers.Where(member => member[1] != field[0]))}}}"));

    [Theory]
    [InlineData("{}", "ignored other")]
    [InlineData("null", "rejected bad_root")]
    [InlineData("\"text\"", "rejected bad_root")]
    [InlineData("7", "rejected bad_root")]
    [InlineData("", "rejected bad_json")]
    [InlineData("pong", "rejected bad_json")]
    [InlineData("{\"e\":\"serverShutdown\"} {}", "rejected bad_json")]
    [InlineData("{\"stream\":\"bnbbtc@trade\"}", "rejected missing_field")]
    [InlineData("{\"stream\":\"bnbbtc@trade\",\"data\":7}", "rejected bad_type")]
    [InlineData("{\"stream\":\"!ticker@arr\",\"data\":[{\"e\":\"24hrTicker\"}]}", "ignored other")]
    [InlineData("{\"stream\":\"bnbusdt@bookTicker\",\"data\":{\"s\":\"BNBUSDT\"}}", "rejected missing_field")]
    [InlineData("{\"result\":null,\"id\":null}", "ignored ack")]
    [InlineData("{\"result\":null,\"id\":\"abc\"}", "ignored ack")]
    [InlineData("{\"code\":-1003,\"msg\":\"Too many requests\",\"id\":4}", "refused 4 - Too many requests")]
    [InlineData("{\"code\":2,\"msg\":\"caf\\u00e9\",\"id\":4}", "refused for good 4 - café")]
    public void Frame_ThatIsNoData_IsSaidToBe(string frame, string outcome) => Assert.Equal([outcome], _harness.Describe(frame));

    [Fact]
    public void Quote_OfAnEmptySide_HasZeros() =>
        Assert.Equal(
            ["quote BNB-USDT 1 0.00000000 x 0.00000000 / 25.36520000 x 40.66000000 -"],
            _harness.Describe("""{"u":1,"s":"BNBUSDT","b":"0.00000000","B":"0.00000000","a":"25.36520000","A":"40.66000000"}"""));

    [Fact]
    public void Symbol_BeyondAscii_IsFoundSpelledEitherWay()
    {
        _harness.Symbols.Set("币安USDT", Symbol.Of("币安-USDT"));
        const string Frame = """{"u":1,"s":"币安USDT","b":"1","B":"1","a":"2","A":"1"}""";
        string[] expected = ["quote 币安-USDT 1 1 x 1 / 2 x 1 -"];
        Assert.Equal(expected, _harness.Describe(Frame));
        Assert.Equal(expected, _harness.Describe(Frame.Replace("币安", "\\u5e01\\u5b89")));
    }

    [Fact]
    public void Data_OfAnEventOrSomethingIgnored_AllocatesNothing()
    {
        byte[][] frames =
        [
            Encoding.UTF8.GetBytes($"{{{string.Join(',', TradeMembers)}}}"),
            Encoding.UTF8.GetBytes("""{"stream":"bnbusdt@bookTicker","data":{"u":400900217,"s":"BNBUSDT","b":"25.35190000","B":"31.21000000","a":"25.36520000","A":"40.66000000"}}"""),
            Encoding.UTF8.GetBytes("""{"e":"depthUpdate","E":1672515782136,"s":"BNBBTC","U":157,"u":160,"b":[["0.0024","10"]],"a":[["0.0026","100"]]}"""),
            Encoding.UTF8.GetBytes("""{"e":"trade","s":"BNBBTC","t":"x"}"""),
        ];
        Assert.Equal([QuoteLine], _harness.Describe(Encoding.UTF8.GetString(frames[1])));
        AssertNoAllocation.Of(_harness, frames);
    }
}
