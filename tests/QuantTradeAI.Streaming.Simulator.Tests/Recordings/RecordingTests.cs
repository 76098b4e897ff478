using System.Text;

namespace QuantTradeAI.Streaming.Simulator.Tests;

public sealed class RecordingTests
{
    private const string Capture = """
        wss://stream.binance.com:9443/stream?streams=a@trade/b@bookTicker <-> 1633998511.159679
        wss://stream.binance.com:9443/stream <- 1633998511.2: {"method":"SUBSCRIBE","params":["c@trade"],"id":1}

        1633998512.0633569: {"a": 1}
        1633998512.5: {"b":"x <- y: z"}
        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Read_Capture_FindsFramesRequestsAndHeader(string lineEnd)
    {
        var recording = Read("\uFEFF" + Capture.ReplaceLineEndings(lineEnd));

        Assert.Equal("stream.binance.com", recording.Url.Host);
        Assert.Equal("binance", recording.Venue);
        Assert.Equal(["a@trade", "b@bookTicker", "c@trade"], recording.Subscriptions);
        Assert.Equal(["A", "B", "C"], recording.SymbolNames);
        Assert.Equal(["""{"a": 1}""", """{"b":"x <- y: z"}"""], recording.Frames.Select(Text));
        Assert.Equal("""{"method":"SUBSCRIBE","params":["c@trade"],"id":1}""", Text(Assert.Single(recording.Requests)));
        Assert.Equal(TimeSpan.FromTicks(4366431), recording.Duration);
    }

    [Theory]
    [InlineData("wss://stream.binance.com:9443/ws/a@trade", "binance")]
    [InlineData("ws://127.0.0.1:5000/binance/stream?streams=a@trade", "binance")]
    [InlineData("ws://127.0.0.1:5000/binance/ws/a@trade", "binance")]
    [InlineData("wss://ws-feed.exchange.coinbase.com", "coinbase")]
    [InlineData("ws://127.0.0.1:5000/coinbase", "coinbase")]
    [InlineData("wss://advanced-trade-ws.coinbase.com", null)]
    [InlineData("wss://ws.kraken.com/v2", null)]
    public void Venue_IsJudgedByTheEndpoint(string url, string? venue)
    {
        var recording = Read($"{url} <-> 1");

        Assert.Equal(venue, recording.Venue);
        if (venue == "binance")
            Assert.Equal(["a@trade"], recording.Subscriptions);
    }

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("nonsense", 1, "header")]
    [InlineData("http://a <-> 1", 1, "header")]
    [InlineData("ws://a <-> 1\n1.5: {}\n{}", 3, "<time in s>: <frame>")]
    [InlineData("ws://a <-> 1\n\nx1.5: {}", 3, "<time in s>: <frame>")]
    [InlineData("ws://a <-> 1\nws://a <- soon: {}", 2, "<time in s>: <frame>")]
    public void Read_MalformedLine_NamesIt(string capture, int line, string expected)
    {
        var e = Assert.Throws<RecordingFormatException>(() => Read(capture));

        Assert.Equal(line, e.Line);
        Assert.StartsWith($"test, line {line}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [RecordedFact(RecordingFiles.Binance)]
    public void Load_BinanceCapture_KnowsItsStreams()
    {
        var recording = RecordingFiles.Load(RecordingFiles.Binance);

        Assert.Equal(265, recording.Frames.Count);
        Assert.Equal(16, recording.Subscriptions.Count);
        Assert.Contains("nknusdt@aggTrade", recording.Subscriptions);
        Assert.Equal(["NKNUSDT", "BLZETH", "LRCBTC", "RUNEEUR"], recording.SymbolNames);
    }

    [RecordedFact(RecordingFiles.Coinbase)]
    public void Load_CoinbaseCapture_KnowsItsProducts()
    {
        var recording = RecordingFiles.Load(RecordingFiles.Coinbase);

        Assert.Equal(3, recording.Requests.Count);
        Assert.Equal(9946, recording.Frames.Count);
        Assert.Equal(10, recording.SymbolNames.Count);
        Assert.Contains("matches:SKL-USD", recording.Subscriptions);
    }

    private static Recording Read(string capture) => new RecordingReader("test", Encoding.UTF8.GetBytes(capture)).Read();

    private static string Text(RecordedFrame frame) => Encoding.UTF8.GetString(frame.Payload.Span);
}
