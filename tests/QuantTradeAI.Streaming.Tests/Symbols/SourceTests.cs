using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Symbols;

public class SourceTests
{
    [Fact]
    public void SetSources_DuringRunTime_SaysSoAndGoesOnNumbering()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Trades(A, 1, 2);
        rig.Trades(B, 70, 71);

        rig.Hub.SetSources(Btc, [B, A]);
        rig.Trades(A, 3);
        rig.Trades(B, 72);

        var events = Drain(reader);
        Assert.Equal("Live T1 T2 SourceChanged T3", Tell(events));
        Assert.Equal((B, A), (events[3].Status.Provider, events[3].Status.Previous));
        Assert.Equal(B, rig.Hub.Snapshot(new StreamKey(Btc))!.Source);
    }

    [Fact]
    public void SetSources_SameFirstProvider_SaysNothing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Trades(1);

        rig.Hub.SetSources(Btc, [A]);

        Assert.Equal("Live T1", Tell(Drain(reader)));
    }

    [Fact]
    public void SetSources_FromADeadSource_TellsThatAnUnknownNumberIsMissing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Trades(B, 70);
        rig.Trades(A, 1);
        rig.Status(FeedStatusKind.Disconnected, A);

        rig.Hub.SetSources(Btc, [B]);
        rig.Trades(B, 71);

        Assert.Equal("Live T1 Disconnected SourceChanged Resynced gapT2-2:0:Disconnected T3", Tell(Drain(reader)));
    }

    [Fact]
    public void SetSources_ToADeadSource_IsDisconnected()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Trades(A, 1);
        rig.Status(FeedStatusKind.Disconnected, B);

        rig.Hub.SetSources(Btc, [B]);

        Assert.Equal("Live T1 SourceChanged Disconnected", Tell(Drain(reader)));
    }

    [Fact]
    public void SetSources_ThereAndBackWhileDisconnected_DoesNotClaimThatNothingIsMissing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Trades(A, 1);
        rig.Status(FeedStatusKind.Disconnected, A);
        rig.Hub.SetSources(Btc, [B]);
        rig.Trades(A, 2);
        rig.Hub.SetSources(Btc, [A]);
        rig.Trades(A, 3);

        Assert.Equal(
            "Live T1 Disconnected SourceChanged SourceChanged Resynced gapT2-2:0:Disconnected T3", Tell(Drain(reader)));
    }

    [Fact]
    public void SetSources_FromADeadSourceToALiveOne_IsLiveAtOnce()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Trades(B, 70);
        rig.Trades(A, 1);
        rig.Status(FeedStatusKind.Disconnected, A);

        rig.Hub.SetSources(Btc, [B]);
        using var later = rig.Subscribe();

        Assert.Equal("Live T1 Disconnected SourceChanged Resynced", Tell(Drain(reader)));
        Assert.Equal("last:T0", Tell(Drain(later)));
    }

    [Fact]
    public void SetSources_ToASourceThatNeverSpoke_IsNotLiveUntilItDoes()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Trades(A, 1);

        rig.Hub.SetSources(Btc, [B]);
        Assert.Null(rig.Hub.Snapshot(new StreamKey(Btc))!.State);
        rig.Trades(B, 70);

        Assert.Equal("Live T1 SourceChanged Live T2", Tell(Drain(reader)));
    }

    [Fact]
    public void SetSources_FirstSourceIsDead_TellsSubscribersAndNewcomers()
    {
        var rig = new HubRig();
        var symbol = Symbol.Of("LATER-USD");
        using var reader = rig.Subscribe("LATER-USD");
        rig.Publish(TradeOf(1, symbol: symbol), QuoteOf(1, symbol: symbol));
        rig.Status(FeedStatusKind.Disconnected, A, symbol);

        rig.Hub.SetSources(symbol, [A]);
        using var later = rig.Subscribe("LATER-USD");

        Assert.Equal("Disconnected last:T0 last:Q0", Tell(Drain(reader)));
        Assert.Equal("last:Disconnected last:T0 last:Q0", Tell(Drain(later)));
    }

    [Fact]
    public void SetSources_FirstSourceIsLive_GivesItsLastValuesOnce()
    {
        var rig = new HubRig();
        var symbol = Symbol.Of("LATER-EUR");
        using var reader = rig.Subscribe("LATER-EUR");
        using var notWanted = rig.Hub.Subscribe(Request("LATER-EUR", lastKnown: false));
        rig.Publish(TradeOf(1, symbol: symbol), QuoteOf(1, symbol: symbol));

        rig.Hub.SetSources(symbol, [A]);
        rig.Publish(TradeOf(1, symbol: symbol, flags: EventFlags.LastKnown), TradeOf(2, symbol: symbol), QuoteOf(2, symbol: symbol));

        Assert.Equal("Live last:T0 last:Q0 T1 Q1", Tell(Drain(reader)));
        Assert.Equal("Live T1 Q1", Tell(Drain(notWanted)));
    }

    [Fact]
    public void SetSources_ToASourceWithNewerValues_TellsItsQuoteAtOnceAndItsTradeToNewcomers()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Publish(TradeOf(1), QuoteOf(1), TradeOf(70, B), QuoteOf(71, B));

        rig.Hub.SetSources(Btc, [B]);
        using var later = rig.Subscribe();
        rig.Publish(QuoteOf(72, B));

        Assert.Equal("Live T1 Q1 SourceChanged last:Q0 Q2", Tell(Drain(reader)));
        var told = Drain(later);
        Assert.Equal("last:T0 last:Q0 Q2", Tell(told));
        Assert.All(told, one => Assert.Equal(B, one.Header.Provider));
    }

    [Fact]
    public void SetSources_ToASourceWithOlderValues_KeepsTheNewerOnes()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Publish(TradeOf(1, B), QuoteOf(2, B), TradeOf(70), QuoteOf(71));

        rig.Hub.SetSources(Btc, [B]);
        using var later = rig.Subscribe();

        Assert.Equal("Live T1 Q1 SourceChanged", Tell(Drain(reader)));
        Assert.Equal("last:T1 last:Q1", Tell(Drain(later)));
    }

    [Fact]
    public void SetSources_FromADeadSource_ARepetitionOfTheTakenQuoteProvesNothing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe();
        rig.Publish(QuoteOf(1), QuoteOf(71, B));
        rig.Status(FeedStatusKind.Disconnected);

        rig.Hub.SetSources(Btc, [B]);
        rig.Publish(QuoteOf(71, B), QuoteOf(72, B));

        Assert.Equal("Live Q1 Disconnected SourceChanged Resynced last:Q0 gapQ2-2:0:Disconnected Q3", Tell(Drain(reader)));
    }

    [Fact]
    public void Consolidated_WithoutSources_CarriesNothing()
    {
        var rig = new HubRig();
        using var reader = rig.Subscribe("NO-SOURCE");

        rig.Publish(TradeOf(1, symbol: Symbol.Of("NO-SOURCE")));

        Assert.Empty(Drain(reader));
    }

    [Fact]
    public void ReviewSource_PolicyChangedItsMind_Switches()
    {
        var policy = new Switchable();
        var rig = new HubRig(policy: policy);
        using var reader = rig.Subscribe();
        rig.Trades(A, 1);

        policy.Index = 1;
        rig.Hub.ReviewSource(Btc);

        Assert.Equal("Live T1 SourceChanged", Tell(Drain(reader)));
    }

    [Fact]
    public void SetSources_NoneOrNameless_IsRefused()
    {
        var rig = new HubRig();

        Assert.Throws<ArgumentException>(() => rig.Hub.SetSources(Btc, []));
        Assert.Throws<ArgumentException>(() => rig.Hub.SetSources(Btc, [default]));
        Assert.Throws<ArgumentException>(() => rig.Hub.RegisterProvider(default, TradeIdRule.None));
    }

    private sealed class Switchable : ISourcePolicy
    {
        public int Index { get; set; }

        public ProviderId Choose(Symbol symbol, ReadOnlySpan<SourceState> sources, ProviderId incumbent) => sources[Index].Provider;
    }
}
