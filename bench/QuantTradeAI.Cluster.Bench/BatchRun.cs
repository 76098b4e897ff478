using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Bench;

/// <summary>
/// Events to a block of memory and back, beside a bare copy of the same memory. Each figure is the fastest of many bursts in a second, which a busy
/// machine disturbs least.
/// </summary>
internal static class BatchRun
{
    private const int WarmUps = 300, EventsInABurst = 2_000;

    public static void Run()
    {
        foreach (var count in new[] { 1, 10, 100, 1_000 })
            Measure(count);
    }

    private static void Measure(int count)
    {
        var (symbol, provider) = (Symbol.Of("BTC-USD"), ProviderId.Of("binance"));
        MarketEvent[] trades = [.. Enumerable.Range(1, count).Select(i => new MarketEvent(new Trade(
            symbol, provider, i, new ExactDecimal(6_400_000 + i, 2), new ExactDecimal(i, 8), AggressorSide.Buy, new UnixNanos(i), new UnixNanos(i))))];
        MarketEvent[] quotes = [.. Enumerable.Range(1, count).Select(i => new MarketEvent(new Quote(
            symbol, provider, i, new ExactDecimal(6_400_000 + i, 2), new ExactDecimal(i, 8), new ExactDecimal(6_400_001 + i, 2), new ExactDecimal(i, 8), default, new UnixNanos(i))))];
        var (tradeBlock, quoteBlock, room) = (MarketBatch.Write(trades), MarketBatch.Write(quotes), new MarketEvent[count]);
        var output = new ArrayBufferWriter<byte>(quoteBlock.Length);

        Print("copy of the trades, no more", count, () => trades.AsSpan().CopyTo(room));
        Print("write trades to an array", count, () => MarketBatch.Write(trades));
        Print("write trades to a buffer", count, () => Write(trades, output));
        Print("read trades", count, () => MarketBatch.Read(tradeBlock, room));
        Print("write quotes to a buffer", count, () => Write(quotes, output));
        Print("read quotes", count, () => MarketBatch.Read(quoteBlock, room));
    }

    private static void Write(MarketEvent[] events, ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        MarketBatch.Write(events, output);
    }

    private static void Print(string name, int count, Action action)
    {
        for (var i = 0; i < WarmUps; i++)
            action();
        var calls = Math.Max(1, EventsInABurst / count);
        var best = double.MaxValue;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var bursts = 0L;
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1); bursts++)
        {
            var burst = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
                action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(burst).TotalNanoseconds / calls);
        }

        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (bursts * calls);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {count,5} events  {best,6:F0} ns  {best / count,6:F1} ns an event  {allocated,6} B"));
    }
}
