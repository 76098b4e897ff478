using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Streaming.MarketData;
using Xunit.Abstractions;
using static QuantTradeAI.Cluster.Tests.Providers.Events;

namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>Whatever happens: all that was published is delivered once and in order, or told in a gap in its place.</summary>
public sealed class SymbolPumpPromiseTests(ITestOutputHelper output)
{
    private const int Connections = 4;
    private const int SymbolsEach = 5;
    private const int EventsEach = 20_000;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData(1, 8_192, 0.0)]
    [InlineData(2, 64, 0.0)]
    [InlineData(3, 4, 0.2)]
    [InlineData(4, 1, 0.5)]
    [InlineData(5, 256, 0.05)]
    [InlineData(6, 8_192, 0.3)]
    public async Task Events_OfSeveralConnections_AreDeliveredOrTold(int seed, int capacity, double failing)
    {
        var intake = new ShakyIntake(seed, failing);
        await using var pump = new SymbolPump(
            Provider, 1, PumpRig.Facts, intake, _ => Assert.Fail("fenced"), new HastyClock(), () => 0.5, new SymbolPumpOptions { LaneCapacity = capacity });
        using var limit = new CancellationTokenSource(Limit);

        var published = await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(() => Publish(pump, seed, connection))));
        Assert.True(await pump.DrainAsync(limit.Token), "not all was taken in time");

        var told = 0L;
        foreach (var (symbol, counts) in published.SelectMany(one => one))
            told += Check(symbol, counts, intake.Taken(symbol));
        Assert.Equal((pump.Dropped, 0, 0), (told, pump.Waiting, intake.Beside));
        Assert.Equal(Connections * EventsEach, pump.Sent + pump.Dropped);
        Assert.True(failing > 0 || intake.Repeated == 0);
        output.WriteLine($"{pump.Sent} sent in {pump.Batches} batches, {pump.Dropped} dropped, {pump.Failures} failures, {intake.Repeated} repeated");
    }

    /// <summary>Publishes trades and quotes with ids from 1, and disconnections; returns how many of each for each symbol.</summary>
    private static Dictionary<Symbol, (long Trades, long Quotes, long Statuses)> Publish(SymbolPump pump, int seed, int connection)
    {
        var random = new Random(seed * 100 + connection);
        var counts = Enumerable.Range(0, SymbolsEach).ToDictionary(i => Symbol.Of($"P{connection}-{i}"), _ => (Trades: 0L, Quotes: 0L, Statuses: 0L));
        var symbols = counts.Keys.ToArray();
        var batch = new List<MarketEvent>();
        for (var i = 0; i < EventsEach; i++)
        {
            var symbol = symbols[random.Next(symbols.Length)];
            var (trades, quotes, statuses) = counts[symbol];
            if (random.Next(2) == 0)
                batch.Add(Trade(symbol, ++trades));
            else
                batch.Add(Quote(symbol, ++quotes));
            if (random.Next(500) == 0)
            {
                batch.Add(Of(StatusOf(symbol, FeedStatusKind.Disconnected)));
                statuses++;
            }

            counts[symbol] = (trades, quotes, statuses);
            if (batch.Count < random.Next(1, 129))
                continue;
            pump.Publish(batch.ToArray());
            batch.Clear();
        }

        pump.Publish(batch.ToArray());
        return counts;
    }

    private static long Check(Symbol symbol, (long Trades, long Quotes, long Statuses) published, IReadOnlyList<MarketEvent> taken)
    {
        var (trades, quotes, told, disconnections) = (0L, 0L, 0L, 0L);
        foreach (var one in taken)
        {
            Assert.Equal(symbol, one.Symbol);
            if (one.Kind == MarketEventKind.Trade)
                Assert.Equal(++trades, one.Trade.TradeId);
            else if (one.Kind == MarketEventKind.Quote)
                Assert.Equal(++quotes, one.Quote.UpdateId);
            else if (one.Status.Kind == FeedStatusKind.Disconnected)
                disconnections++;
            else
                Skip(one.Status);
        }

        Assert.Equal((published.Trades, published.Quotes), (trades, quotes));
        Assert.InRange(disconnections, Math.Min(published.Statuses, 1), published.Statuses);
        if (told == 0)
            Assert.Equal(published.Statuses, disconnections);
        return told;

        void Skip(FeedStatus gap)
        {
            Assert.Equal(GapReason.Undelivered, gap.Reason);
            Assert.True(gap.Missed > 0);
            told += gap.Missed;
            if (gap.Lost == MarketEventKind.Trade)
                trades += gap.Missed;
            else
                quotes += gap.Missed;
        }
    }
}
