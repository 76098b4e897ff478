using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Symbols;

public class DemandTests
{
    [Fact]
    public void Subscribe_ThenDisposeTwice_TellsDemandOnceForEachStream()
    {
        var demand = new Recorder();
        var rig = new HubRig(demand: demand);

        var reader = rig.Hub.Subscribe(Request("BTC-USD ETH-USD@venue-a BTC-USD", DataTypes.Trades));
        Assert.Equal(["+BTC-USD Trades", "+ETH-USD@venue-a Trades"], demand.Heard);
        Assert.Equal(["BTC-USD", "ETH-USD@venue-a"], reader.Symbols.ToArray());
        demand.Heard.Clear();
        reader.Dispose();
        reader.Dispose();

        Assert.Equal(["-BTC-USD Trades", "-ETH-USD@venue-a Trades"], demand.Heard);
    }

    [Fact]
    public void Subscribe_DemandRefuses_LeavesNoTrace()
    {
        var demand = new Recorder { Refused = "ETH-USD" };
        var rig = new HubRig(demand: demand);

        Assert.Throws<NotSupportedException>(() => rig.Hub.Subscribe(Request("BTC-USD ETH-USD", DataTypes.Quotes)));

        Assert.Equal(["+BTC-USD Quotes", "-BTC-USD Quotes"], demand.Heard);
        Assert.Empty(rig.Hub.Subscriptions());
        Assert.Equal(0, rig.Hub.Snapshot(new StreamKey(Btc))!.Subscribers);
    }

    [Fact]
    public async Task Dispose_AReader_EndsItsWaitAndItsEvents()
    {
        var rig = new HubRig();
        var reader = rig.Subscribe();
        var read = reader.ReadAsync(new MarketEvent[4]).AsTask();

        reader.Dispose();
        rig.Trades(1);

        Assert.Equal(0, await read.WaitAsync(Deadline));
        Assert.Equal(0, await reader.ReadAsync(new MarketEvent[4]));
    }

    [Fact]
    public async Task CompleteAsync_WithEventsWaiting_DrainsThenReadsZero()
    {
        var rig = new HubRig();
        var reader = rig.Subscribe();
        rig.Trades(1, 2);

        await rig.Hub.CompleteAsync().WaitAsync(Deadline);
        await rig.Hub.CompleteAsync().WaitAsync(Deadline);
        rig.Trades(3);

        Assert.Equal("Live T1 T2", Tell(Drain(reader)));
        Assert.Equal(0, await reader.ReadAsync(new MarketEvent[4]));
        Assert.Equal(1, rig.Hub.Totals().Refused);
        Assert.Throws<InvalidOperationException>(() => rig.Subscribe());
    }

    [Fact]
    public void Totals_AfterSubscriptionsEnded_StillCountTheirDrops()
    {
        var rig = new HubRig();
        var reader = rig.Subscribe(capacity: 16);
        rig.Trades([.. Enumerable.Range(1, 30).Select(id => (long)id)]);
        Assert.Equal(15, rig.Hub.Subscriptions().Single().Statistics.Dropped);

        reader.Dispose();

        Assert.Empty(rig.Hub.Subscriptions());
        Assert.Equal(15, rig.Hub.Totals().Subscribers.Dropped);
    }

    private sealed class Recorder : IDemand
    {
        public List<string> Heard { get; } = [];

        public string? Refused { get; init; }

        public void Added(StreamKey stream, DataTypes dataTypes)
        {
            if (stream.ToString() == Refused)
                throw new NotSupportedException("nobody offers it");
            Heard.Add($"+{stream} {dataTypes}");
        }

        public void Removed(StreamKey stream, DataTypes dataTypes) => Heard.Add($"-{stream} {dataTypes}");
    }
}
