using FsCheck;
using FsCheck.Xunit;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Tests.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Subscribers;

/// <summary>Random schedules of what venues and readers do, against the promise.</summary>
public class PromiseModelTests
{
    [Property(MaxTest = 400, EndSize = 600)]
    public void AnySchedule_DropOldest_KeepsThePromise(byte[] script) => Run(script, QueuePolicy.DropOldest);

    [Property(MaxTest = 400, EndSize = 600)]
    public void AnySchedule_Conflate_KeepsThePromise(byte[] script) => Run(script, QueuePolicy.Conflate);

    [Property(MaxTest = 400, EndSize = 600)]
    public void AnySchedule_Block_KeepsThePromise(byte[] script) => Run(script, QueuePolicy.Block);

    private static void Run(byte[] script, QueuePolicy policy)
    {
        var rig = new HubRig();
        var whole = rig.Subscribe("BTC-USD ETH-USD", capacity: 1 << 16);
        var reader = rig.Subscribe("BTC-USD ETH-USD", policy, capacity: 16);
        var checker = new PromiseChecker();
        var got = new List<MarketEvent>();
        long id = 1_000, quoteId = 1_000;

        foreach (var step in script)
        {
            var symbol = (step & 1) == 0 ? Btc : Eth;
            var venue = (step & 2) == 0 ? A : B;
            switch ((step >> 2) % 14)
            {
                case < 4:
                    rig.Publish(TradeOf(++id, venue, symbol), TradeOf(++id, venue, symbol), TradeOf(id, venue, symbol));
                    break;
                case < 7:
                    rig.Publish(QuoteOf(++quoteId, venue, symbol), QuoteOf(++quoteId, venue, symbol), QuoteOf(quoteId, venue, symbol));
                    break;
                case 7:
                    rig.Publish(BookOf(venue, symbol), TradeOf(id - 3, venue, symbol), TradeOf(++id, venue, symbol, EventFlags.LastKnown));
                    break;
                case 8:
                    rig.Status(FeedStatusKind.Disconnected, venue, symbol);
                    break;
                case 9:
                    rig.Status(FeedStatusKind.Stale, venue, symbol);
                    break;
                case 10:
                    rig.Hub.SetSources(symbol, [venue]);
                    break;
                case 11:
                    rig.Clock.Advance(TimeSpan.FromSeconds(6));
                    Assert.True(rig.Hub.WaitForRoomAsync(default).IsCompletedSuccessfully, "Patience did not end.");
                    break;
                default:
                    got.AddRange(Drain(reader, most: 1 + (step >> 3), bufferLength: 1 + step % 7));
                    break;
            }
        }

        got.AddRange(ReadToTheEnd(rig, reader));
        checker.Take(got);
        var all = ReadToTheEnd(rig, whole);
        AssertSameEvents(got, all);
        foreach (var symbol in new[] { Btc, Eth })
            AssertAllAccounted(rig, checker, all, symbol);
    }

    private static List<MarketEvent> ReadToTheEnd(HubRig rig, IMarketDataReader reader)
    {
        Assert.True(rig.Hub.CompleteAsync().IsCompletedSuccessfully);
        var rest = new List<MarketEvent>();
        var buffer = new MarketEvent[5];
        while (true)
        {
            var read = reader.ReadAsync(buffer);
            Assert.True(read.IsCompletedSuccessfully, "A read waited although the feed had ended.");
            var count = read.Result;
            if (count == 0)
                return rest;
            rest.AddRange(buffer[..count]);
        }
    }

    /// <summary>What was delivered is what the stream said under that number.</summary>
    private static void AssertSameEvents(List<MarketEvent> got, List<MarketEvent> all)
    {
        var whole = new PromiseChecker();
        whole.Take(all);
        var numbered = all.Where(one => one.Sequence > 0).ToDictionary(one => (one.Symbol, one.Kind, one.Sequence));
        foreach (var one in got.Where(one => one.Sequence > 0))
        {
            var original = numbered[(one.Symbol, one.Kind, one.Sequence)];
            Assert.Equal(original.ToString(), one.ToString());
            Assert.Equal((original.Header.Provider, original.Header.ReceiveTime), (one.Header.Provider, one.Header.ReceiveTime));
        }
    }

    private static void AssertAllAccounted(HubRig rig, PromiseChecker checker, List<MarketEvent> all, Symbol symbol)
    {
        var whole = new PromiseChecker();
        whole.Take(all);
        foreach (var kind in new[] { MarketEventKind.Trade, MarketEventKind.Quote, MarketEventKind.Book, MarketEventKind.Status })
            Assert.Equal(whole.Last(symbol, kind), checker.Last(symbol, kind));
        Assert.Equal(rig.Hub.Snapshot(new StreamKey(symbol))!.Counters.Statuses, checker.Last(symbol, MarketEventKind.Status));
    }
}
