using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Symbols;

public class AllocationTests
{
    [Theory]
    [InlineData(QueuePolicy.Block, true)]
    [InlineData(QueuePolicy.DropOldest, true)]
    [InlineData(QueuePolicy.Conflate, true)]
    [InlineData(QueuePolicy.DropOldest, false)]
    [InlineData(QueuePolicy.Conflate, false)]
    public void Publish_SteadyState_AllocatesNothing(QueuePolicy policy, bool reads)
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe("BTC-USD ETH-USD BTC-USD@venue-a", policy, capacity: 64);
        var buffer = new MarketEvent[64];
        var batch = new MarketEvent[4];
        var id = 0L;

        void Round()
        {
            id++;
            batch[0] = TradeOf(id);
            batch[1] = QuoteOf(id);
            batch[2] = TradeOf(id, symbol: Eth);
            batch[3] = QuoteOf(id, symbol: Eth);
            rig.Hub.Publish(batch);
            if (reads && !reader.ReadAsync(buffer).IsCompletedSuccessfully)
                Assert.Fail("A read waited although events were there.");
        }

        for (var i = 0; i < 1_000; i++)
            Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            Round();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ReadAsync_ThatWaits_AllocatesNothing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        var buffer = new MarketEvent[64];
        var batch = new MarketEvent[1];
        var id = 0L;

        void Round()
        {
            var read = reader.ReadAsync(buffer);
            batch[0] = TradeOf(++id);
            rig.Hub.Publish(batch);
            var spin = default(SpinWait);
            while (!read.IsCompleted)
                spin.SpinOnce(sleep1Threshold: -1);
            if (read.Result == 0)
                Assert.Fail("The wake-up came without an event.");
        }

        for (var i = 0; i < 1_000; i++)
            Round();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            Round();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
