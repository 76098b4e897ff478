using System.Buffers;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Bench;

/// <summary>Events to a block of memory and back. The baseline is a bare copy of the same memory.</summary>
[MemoryDiagnoser]
[MinColumn]
public class BatchBenchmark
{
    private MarketEvent[] _trades = [];
    private MarketEvent[] _quotes = [];
    private MarketEvent[] _room = [];
    private byte[] _tradeBlock = [];
    private byte[] _quoteBlock = [];
    private ArrayBufferWriter<byte> _output = new();

    [Params(1, 100, 1_000)]
    public int Count { get; set; }

    public static int Run()
    {
        var job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithWarmupCount(3)
            .WithIterationCount(10)
            .WithIterationTime(TimeInterval.FromMilliseconds(200));
        BenchmarkRunner.Run<BatchBenchmark>(DefaultConfig.Instance.AddJob(job));
        return 0;
    }

    [GlobalSetup]
    public void Setup()
    {
        var (symbol, provider) = (Symbol.Of("BTC-USD"), ProviderId.Of("binance"));
        _trades = [.. Enumerable.Range(1, Count).Select(i => new MarketEvent(new Trade(
            symbol, provider, i, new ExactDecimal(6_400_000 + i, 2), new ExactDecimal(i, 8), AggressorSide.Buy, new UnixNanos(i), new UnixNanos(i))))];
        _quotes = [.. Enumerable.Range(1, Count).Select(i => new MarketEvent(new Quote(
            symbol, provider, i, new ExactDecimal(6_400_000 + i, 2), new ExactDecimal(i, 8), new ExactDecimal(6_400_001 + i, 2), new ExactDecimal(i, 8), default, new UnixNanos(i))))];
        _room = new MarketEvent[Count];
        _tradeBlock = MarketBatch.Write(_trades);
        _quoteBlock = MarketBatch.Write(_quotes);
        _output = new ArrayBufferWriter<byte>(_quoteBlock.Length);
    }

    [Benchmark(Baseline = true, Description = "copy of the trades, no more")]
    public int Copy()
    {
        _trades.AsSpan().CopyTo(_room);
        return _room.Length;
    }

    [Benchmark(Description = "write trades to an array")]
    public byte[] WriteTrades() => MarketBatch.Write(_trades);

    [Benchmark(Description = "write trades to a buffer")]
    public int WriteTradesToBuffer()
    {
        _output.ResetWrittenCount();
        return MarketBatch.Write(_trades, _output);
    }

    [Benchmark(Description = "read trades")]
    public int ReadTrades() => MarketBatch.Read(_tradeBlock, _room);

    [Benchmark(Description = "write quotes to a buffer")]
    public int WriteQuotesToBuffer()
    {
        _output.ResetWrittenCount();
        return MarketBatch.Write(_quotes, _output);
    }

    [Benchmark(Description = "read quotes")]
    public int ReadQuotes() => MarketBatch.Read(_quoteBlock, _room);
}
