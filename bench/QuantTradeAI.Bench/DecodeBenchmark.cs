using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using QuantTradeAI.Streaming.Adapters.Alpaca;
using QuantTradeAI.Streaming.Adapters.Binance;
using QuantTradeAI.Streaming.Adapters.Coinbase;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Bench;

/// <summary>
/// One frame, from bytes to an event. The baseline only steps over the tokens of the same Binance trade with the
/// platform's reader: it makes no event, and finds nothing out.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class DecodeBenchmark
{
    private static readonly UnixNanos Received = new(1_672_515_782_137_000_000);

    private static readonly byte[] BinanceTradeFrame = Encoding.UTF8.GetBytes(
        """{"stream":"btcusdt@trade","data":{"e":"trade","E":1672515782136,"s":"BTCUSDT","t":2345678901,"p":"16578.50000000","q":"0.00125000","T":1672515782136,"m":true,"M":true}}""");

    private static readonly byte[] BinanceBookTickerFrame = Encoding.UTF8.GetBytes(
        """{"stream":"btcusdt@bookTicker","data":{"u":30123456789,"s":"BTCUSDT","b":"16578.50000000","B":"3.21000000","a":"16578.51000000","A":"0.66000000"}}""");

    private static readonly byte[] CoinbaseMatchFrame = Encoding.UTF8.GetBytes(
        """{"type":"match","trade_id":280232,"maker_order_id":"2a0da34e-61f7-4c36-88e5-c9dd15927b16","taker_order_id":"3c82abaa-c01e-4608-be59-6a1e69742891","side":"sell","size":"985","price":"0.00001305","product_id":"SKL-BTC","sequence":177100030,"time":"2021-04-17T16:43:37.089723Z"}""");

    private static readonly byte[] CoinbaseLevel2Frame = Encoding.UTF8.GetBytes(
        """{"type":"l2update","product_id":"SKL-BTC","changes":[["sell","0.00001306","660.5"]],"time":"2021-04-17T16:43:37.075687Z"}""");

    private static readonly byte[] AlpacaTradeFrame = Encoding.UTF8.GetBytes(
        """[{"T":"t","i":96921,"S":"AAPL","x":"D","p":126.55,"s":1,"t":"2021-02-22T15:51:44.208Z","c":["@","I"],"z":"C"}]""");

    private static readonly byte[] AlpacaQuoteFrame = Encoding.UTF8.GetBytes(
        """[{"T":"q","S":"AAPL","bx":"U","bp":87.66,"bs":1,"ax":"Q","ap":87.68,"as":4,"t":"2021-02-22T15:51:45.335689322Z","c":["R"],"z":"C"}]""");

    private readonly FrameOutput _output = new();
    private readonly IFrameDecoder _binance = Decoder(new BinanceAdapter(), "BTCUSDT", "BTC-USDT");
    private readonly IFrameDecoder _alpaca = Decoder(new AlpacaAdapter(), "AAPL", "AAPL");
    private readonly IFrameDecoder _coinbase = Decoder(new CoinbaseAdapter(), "SKL-BTC", "SKL-BTC");

    public static int Run()
    {
        var job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(3)
            .WithIterationCount(10)
            .WithIterationTime(TimeInterval.FromMilliseconds(200));
        BenchmarkRunner.Run<DecodeBenchmark>(DefaultConfig.Instance.AddJob(job));
        return 0;
    }

    [Benchmark(Baseline = true, Description = "Utf8JsonReader walk, Binance trade")]
    public int Utf8JsonReaderWalk()
    {
        var reader = new Utf8JsonReader(BinanceTradeFrame);
        var tokens = 0;
        while (reader.Read())
            tokens++;
        return tokens;
    }

    [Benchmark(Description = "Binance trade")]
    public int BinanceTrade() => Decode(_binance, BinanceTradeFrame);

    [Benchmark(Description = "Binance bookTicker")]
    public int BinanceBookTicker() => Decode(_binance, BinanceBookTickerFrame);

    [Benchmark(Description = "Coinbase match")]
    public int CoinbaseMatch() => Decode(_coinbase, CoinbaseMatchFrame);

    [Benchmark(Description = "Coinbase l2update, ignored")]
    public int CoinbaseLevel2() => Decode(_coinbase, CoinbaseLevel2Frame);

    [Benchmark(Description = "Alpaca trade")]
    public int AlpacaTrade() => Decode(_alpaca, AlpacaTradeFrame);

    [Benchmark(Description = "Alpaca quote")]
    public int AlpacaQuote() => Decode(_alpaca, AlpacaQuoteFrame);

    private int Decode(IFrameDecoder decoder, byte[] frame)
    {
        _output.Clear();
        decoder.Decode(frame, Received, _output);
        return _output.Events.Length;
    }

    private static IFrameDecoder Decoder(StreamingProviderAdapter adapter, string native, string canonical)
    {
        var symbols = new NativeSymbolTable();
        symbols.Set(native, Symbol.Of(canonical));
        var settings = new ProviderSettings { Endpoint = new Uri("wss://venue.test"), DataTypes = DataTypes.Trades | DataTypes.Quotes };
        return adapter.CreateDecoder(new DecoderContext(ProviderId.Of(adapter.ProviderName), symbols, settings));
    }
}
