using QuantTradeAI.Cluster.Symbols;
using QuantTradeAI.Cluster.Tests.Providers;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Tests.Symbols;

public sealed class SymbolHostTests : IDisposable
{
    private readonly SymbolRig _rig = new();

    [Fact]
    public async Task Batch_WithEventsOfAnotherSymbol_IsToldAsMissing_AndTouchesNoOtherSymbol()
    {
        var host = _rig.Open();
        await host.TakeAsync(_rig.Batch(Events.Trade(Events.Btc, 1)));

        var reply = await host.TakeAsync(_rig.Batch(Events.Trade(Events.Btc, 2), Events.Trade(Events.Eth, 1)));

        Assert.True(reply.IsTaken);
        Assert.Null(_rig.Symbols.Hub.Snapshot(new StreamKey(Events.Eth, Events.Provider)));
        Assert.Equal(FeedStatusKind.Disconnected, _rig.State);
    }

    [Fact]
    public async Task Batch_WhoseTakingFails_IsToldAsMissing()
    {
        var host = _rig.Open();
        await host.TakeAsync(_rig.Batch(Events.Trade(Events.Btc, 1)));
        var batch = _rig.Batch(Events.Trade(Events.Btc, 2)) with { Facts = null! };

        Assert.True((await host.TakeAsync(batch)).IsTaken);

        Assert.Equal(FeedStatusKind.Disconnected, _rig.State);
    }

    /// <summary>Else a symbol that moves while its better source has just come back leaves the one that serves it.</summary>
    [Fact]
    public async Task Source_OfTheOwnerBefore_StaysTheSource_AndIsHandedOn()
    {
        var (better, source) = (ProviderId.Of("better"), Events.Provider);
        _rig.Symbols.Use(new StreamingConfig
        {
            Providers = [SymbolRig.Provider(better.Name), SymbolRig.Provider(source.Name)],
            Failover = [new FailoverGroupConfig { Name = "btc", Symbols = [Events.Btc.Name], Providers = [better.Name, source.Name] }],
        });
        var host = _rig.Open(past: SymbolPast.None with { Source = source.Name });
        Assert.True((await host.TakeAsync(_rig.Batch(better, Events.Trade(Events.Btc, 1, better)))).IsTaken);
        Assert.True((await host.TakeAsync(_rig.Batch(Events.Trade(Events.Btc, 1)))).IsTaken);

        var stream = _rig.Symbols.Hub.Snapshot(new StreamKey(Events.Btc))!;
        Assert.Equal((source, 1L), (stream.Source, stream.Numbers.Trades));
        Assert.Equal(source.Name, (await host.CloseAsync(CancellationToken.None))!.Source);
    }

    /// <summary>Else what comes until the client leases again is lost, though the symbol moved orderly.</summary>
    [Fact]
    public async Task Leases_OfTheOwnerBefore_AreKept_AndHandedOn()
    {
        var lease = SymbolRig.Lease("BTC-USD@pumped");
        var host = _rig.Open(past: SymbolPast.None with { Leases = [lease] });
        Assert.True((await host.TakeAsync(_rig.Batch(Events.Trade(Events.Btc, 1)))).IsTaken);

        var past = (await host.CloseAsync(CancellationToken.None))!;

        Assert.Contains("trades/BTC-USD@pumped", _rig.Served);
        Assert.Equal((lease.Subscriber, lease.Stream, lease.DataTypes), (past.Leases.Single().Subscriber, past.Leases.Single().Stream, past.Leases.Single().DataTypes));
        Assert.InRange(past.Leases.Single().Duration, TimeSpan.FromTicks(1), lease.Duration);
    }

    [Theory]
    [InlineData("BTC-USD@nobody-ever-named-this")]
    [InlineData("ETH-USD")]
    [InlineData("ETH-USD@pumped")]
    [InlineData("BTC-USD@")]
    [InlineData("")]
    [InlineData(null)]
    public void Stream_ThatIsNone_IsNoneEverywhere_AndItsNamesAreNotKept(string? stream)
    {
        var host = _rig.Open();

        Assert.NotNull(host.Look(stream!).Problem);
        Assert.NotNull(host.Lease(SymbolRig.Lease(stream!)).Problem);
        Assert.Empty(host.Replay(new StreamReplayRequest { Stream = stream!, DataType = DataTypes.Trades, Epoch = host.Epoch, From = 1, To = 9 }));
        Assert.False(ProviderId.TryFind("nobody-ever-named-this", out _));
    }

    [Fact]
    public void Problem_OfAnEndlessName_IsShort()
    {
        var host = _rig.Open();

        Assert.InRange(host.Look(new string('x', 100_000)).Problem!.Length, 1, 1_000);
    }

    [Fact]
    public void Leases_BeyondTheMost_AreRefused_AndTheOthersRenewed()
    {
        var host = _rig.Open();
        for (var i = 0; i < StreamLeases.Most; i++)
            Assert.Null(host.Lease(SymbolRig.Lease("BTC-USD", subscriber: $"{i}")).Problem);

        Assert.Contains("leases", host.Lease(SymbolRig.Lease("BTC-USD", subscriber: "more")).Problem, StringComparison.Ordinal);
        Assert.Null(host.Lease(SymbolRig.Lease("BTC-USD", subscriber: "7")).Problem);
        Assert.NotNull(host.Lease(SymbolRig.Lease("BTC-USD", subscriber: new string('x', 100_000))).Problem);
    }

    [Fact]
    public async Task Lease_OfMoreThanIsServed_KeepsWhatIs()
    {
        var host = _rig.Open();
        host.Lease(SymbolRig.Lease("BTC-USD@pumped"));

        var position = host.Lease(SymbolRig.Lease("BTC-USD@pumped", DataTypes.Trades | DataTypes.OrderBook));

        Assert.NotNull(position.Problem);
        Assert.Equal(DataTypes.OrderBook, position.Refused);
        await host.TakeAsync(_rig.Batch(Events.Trade(Events.Btc, 1)));
        Assert.True(SpinWait.SpinUntil(() => _rig.Served.Contains("trades/BTC-USD@pumped"), Patience.Limit), $"only {string.Join(", ", _rig.Served)} are served");
    }

    [Fact]
    public async Task Lease_OfFewerKindsThanBefore_EndsTheOthers()
    {
        var host = _rig.Open();
        host.Lease(SymbolRig.Lease("BTC-USD@pumped", DataTypes.Trades | DataTypes.Quotes));
        host.Lease(SymbolRig.Lease("BTC-USD@pumped", DataTypes.Trades));

        await host.TakeAsync(_rig.Batch(Events.Quote(Events.Btc, 1), Events.Trade(Events.Btc, 1)));

        Assert.True(SpinWait.SpinUntil(() => _rig.Served.Contains("trades/BTC-USD@pumped"), Patience.Limit), $"only {string.Join(", ", _rig.Served)} are served");
        Assert.DoesNotContain("quotes/BTC-USD@pumped", _rig.Served);
    }

    [Fact]
    public void Lease_ThatIsRenewed_TellsAgainWhatIsNotServed()
    {
        var host = _rig.Open();
        var lease = SymbolRig.Lease("BTC-USD@pumped", DataTypes.OrderBook);

        Assert.All(new[] { host.Lease(lease), host.Lease(lease) }, position => Assert.Equal(DataTypes.OrderBook, position.Refused));
    }

    [Fact]
    public async Task Batch_ThatWaitsForRoom_WhileAnotherStreamEnds_IsTaken()
    {
        var gate = new TaskCompletionSource();
        _rig.Opened = gate.Task;
        var host = _rig.Open(capacity: 4);
        host.Lease(SymbolRig.Lease("BTC-USD@pumped") with { Duration = TimeSpan.FromSeconds(1) });
        await host.TakeAsync(_rig.Batch(Events.Trade(Events.Btc, 1)));
        await _rig.WhenSendingAsync("trades/BTC-USD");
        await _rig.WhenSendingAsync("trades/BTC-USD@pumped");
        var taking = host.TakeAsync(_rig.Batch([.. Enumerable.Range(2, 20).Select(id => Events.Trade(Events.Btc, id))]));
        Assert.False(taking.IsCompleted);

        _rig.Clock.Advance(TimeSpan.FromSeconds(1.5));
        host.Sweep();
        gate.SetResult();

        Assert.True((await taking.WaitAsync(Patience.Limit)).IsTaken);
    }

    public void Dispose() => _rig.Dispose();
}
