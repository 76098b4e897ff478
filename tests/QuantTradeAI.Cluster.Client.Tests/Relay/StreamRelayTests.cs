using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Cluster.Client.Relay;
using QuantTradeAI.Cluster.Client.Tests.Following;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Tests.Relay;

/// <summary>Trades and quotes of one stream, by hand.</summary>
public class StreamRelayTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly Owner _owner = new();
    private readonly StreamRelay _relay;

    public StreamRelayTests()
    {
        _relay = new StreamRelay(Owner.Symbol, _clock, new RelayLimits());
        _relay.Add(MarketEventKind.Trade);
        _relay.Add(MarketEventKind.Quote);
        _relay.Learn(_owner.Position);
    }

    [Fact]
    public void Status_WaitsForTheOtherStream_SoThatEachKindHasItInItsPlace()
    {
        _owner.Publish(MarketEventKind.Quote);
        _owner.Miss(MarketEventKind.Quote, 2);
        _owner.Publish(MarketEventKind.Trade);

        Assert.Equal("", Bring(MarketEventKind.Trade));
        Assert.Equal("Q1 gapQ2-3:2:VenueGap T1", Bring(MarketEventKind.Quote));
    }

    [Fact]
    public void Status_WaitsNoLongerThanItsLimit_AndWhatWasMissingIsAnnouncedExactly()
    {
        _owner.Publish(MarketEventKind.Quote);
        _owner.Miss(MarketEventKind.Quote, 2);
        _owner.Publish(MarketEventKind.Trade);
        Bring(MarketEventKind.Trade);

        _clock.Advance(RelayLimits.DefaultHold);
        _relay.Poll();

        Assert.Equal("gapQ1-1:1:Undelivered gapQ2-3:2:VenueGap T1", Told());
        Assert.Equal("", Bring(MarketEventKind.Quote));
        Assert.Equal((1, 1, 1), (_relay.Counters.GivenUp, _relay.Counters.Late, _relay.Counters.Undelivered));
    }

    [Fact]
    public void StreamThatIsBehind_IsWaitedForAgainWhenItHasCaughtUp()
    {
        _owner.Tell(FeedStatusKind.Live);
        Bring(MarketEventKind.Trade);
        _clock.Advance(RelayLimits.DefaultHold);
        _relay.Poll();
        Assert.Equal("Live", Told());
        Assert.Equal("", Bring(MarketEventKind.Quote));

        _owner.Tell(FeedStatusKind.Stale);
        Assert.Equal("", Bring(MarketEventKind.Trade));
        Assert.Equal("Stale", Bring(MarketEventKind.Quote));
    }

    [Fact]
    public void NewOwner_ThatContinues_WaitsForWhatIsStillOnItsWay()
    {
        _owner.Publish(MarketEventKind.Trade);
        _owner.Publish(MarketEventKind.Quote);
        _owner.Replace(orderly: true);
        _owner.Publish(MarketEventKind.Trade);

        Assert.Equal("T1", Bring(MarketEventKind.Trade));
        Assert.Equal("Q1 T1", Bring(MarketEventKind.Quote));
        Assert.Equal((1, 0), (_relay.Counters.Epochs, _relay.Counters.Breaks));
    }

    [Fact]
    public void NewOwner_ThatContinues_AfterALoss_TellsExactlyWhatIsMissing()
    {
        _owner.Publish(MarketEventKind.Trade);
        _owner.Publish(MarketEventKind.Quote);
        _owner.Replace(orderly: true);
        _owner.Publish(MarketEventKind.Trade);
        Bring(MarketEventKind.Trade);
        _clock.Advance(RelayLimits.DefaultHold);
        _relay.Poll();

        Assert.Equal("gapQ1-1:1:Undelivered T1", Told());
    }

    [Fact]
    public void NewOwner_ThatContinuesAfterAnOutage_CannotKnowWhatItCost_SoTheRelayTells()
    {
        _owner.Tell(FeedStatusKind.Live);
        _owner.Publish(MarketEventKind.Trade);
        BringAll();
        _owner.Replace(orderly: true);
        _owner.Tell(FeedStatusKind.Disconnected);
        _owner.Tell(FeedStatusKind.Live);
        _owner.Publish(MarketEventKind.Trade);
        _owner.Publish(MarketEventKind.Quote);

        Assert.Equal("Disconnected Resynced gapT0-0:0:Disconnected T1 Q1", BringAll());
        Assert.Equal(0, _relay.Counters.Breaks);
    }

    [Fact]
    public void NewOwner_ThatDoesNotContinue_IsTold_AndItsLiveIsAResynchronisation()
    {
        _owner.Tell(FeedStatusKind.Live);
        _owner.Publish(MarketEventKind.Trade);
        BringAll();
        _owner.Replace(orderly: false);
        _owner.Tell(FeedStatusKind.Live);
        _owner.Publish(MarketEventKind.Trade);
        _owner.Publish(MarketEventKind.Quote);

        Assert.Equal("Disconnected Resynced Q1 gapT0-0:0:Disconnected T1", BringAll());
        Assert.Equal(FeedStatusKind.Resynced, _relay.State);
    }

    [Fact]
    public void NewOwner_ThatSaysDisconnectedFirst_IsNotToldTwice()
    {
        _owner.Tell(FeedStatusKind.Live);
        BringAll();
        _owner.Replace(orderly: false);
        _owner.Tell(FeedStatusKind.Disconnected);
        _owner.Tell(FeedStatusKind.Live);

        Assert.Equal("Disconnected Resynced", BringAll());
    }

    [Fact]
    public void Position_OfANewOwnerThatContinues_IsBelievedAfterTheGrace()
    {
        _owner.Publish(MarketEventKind.Trade);
        BringAll();
        _owner.Replace(orderly: true);
        _owner.Publish(MarketEventKind.Trade);
        _owner.FlushAll();
        _relay.Learn(_owner.Position);
        _relay.Poll();
        Assert.Equal("", Told());

        _clock.Advance(RelayLimits.DefaultGrace);
        _relay.Poll();
        _clock.Advance(RelayLimits.DefaultGrace);
        Assert.Equal([MarketEventKind.Trade], _relay.Poll());

        Assert.Equal("gapT1-1:1:Undelivered", Told());
        Assert.Equal(2, _relay.Epoch);
    }

    [Fact]
    public void Position_WithNumbersThatStillCome_ChangesNothing()
    {
        _owner.Publish(MarketEventKind.Trade);
        _owner.FlushAll();
        _relay.Learn(_owner.Position);
        _clock.Advance(RelayLimits.DefaultGrace / 2);
        Assert.Equal("T1", BringAll());
        _clock.Advance(RelayLimits.DefaultGrace);

        Assert.Empty(_relay.Poll());
        Assert.Null(_relay.NextPoll());
    }

    [Fact]
    public void LostStatus_IsAnnounced_AndTheStateThatItToldIsTold()
    {
        _owner.Tell(FeedStatusKind.Live);
        BringAll();
        _owner.Tell(FeedStatusKind.Stale);
        _owner.FlushAll();
        _relay.Learn(_owner.Position);
        _clock.Advance(RelayLimits.DefaultGrace);
        _relay.Poll();
        Assert.True(_relay.WantsLook);
        _relay.Learn(_owner.Position);

        Assert.Equal("gapS2-2:1:Undelivered Stale", Told());
    }

    [Fact]
    public void ClusterThatIsLost_AndFoundUnchanged_IsResyncedByItsPosition()
    {
        _owner.Tell(FeedStatusKind.Live);
        BringAll();

        _relay.Lose();
        _relay.Lose();
        _relay.Learn(_owner.Position);

        Assert.Equal("Disconnected Resynced", Told());
    }

    [Fact]
    public void ConflatedQuote_StandsForItsNumbers_AndForNoneThatWereTold()
    {
        Give(Conflated(number: 3, replaced: 2));
        Give(Conflated(number: 5, replaced: 3));
        Give(Conflated(number: 9, replaced: 1));

        Assert.Equal("Q3 Q5 gapQ6-7:2:Undelivered Q9", FeedRig.Tell(_relay.Told));
        Assert.Equal([2, 1, 1], _relay.Told.Where(one => one.Kind == MarketEventKind.Quote).Select(one => one.Quote.Conflated));
    }

    [Fact]
    public void FullQueueAtTheOwner_IsToldWithItsReason_AndTheLostStateAgain()
    {
        _owner.Publish(MarketEventKind.Quote);
        BringAll();
        var stale = new MarketEvent(FeedStatus.Of(FeedStatusKind.Stale, Owner.Symbol, Owner.Provider, new UnixNanos(9)));
        stale.HeaderRef.Sequence = 2;
        stale.HeaderRef.Flags = EventFlags.LastKnown;
        Give(Lost(MarketEventKind.Quote, 2, 4));
        Give(Lost(MarketEventKind.Status, 1, 2));
        Assert.Equal("gapQ2-4:3:SlowSubscriber", Told());
        Give(stale);

        _clock.Advance(RelayLimits.DefaultHold);
        _relay.Poll();

        Assert.Equal("gapS1-2:2:SlowSubscriber last:Stale", Told());
        Assert.Equal(FeedStatusKind.Stale, _relay.State);
    }

    [Fact]
    public void OldEpoch_IsDroppedAndCounted()
    {
        _owner.Publish(MarketEventKind.Trade);
        _owner.FlushAll();
        var old = _owner.Streams[MarketEventKind.Trade][0];
        BringAll();
        _owner.Replace(orderly: false);
        _owner.Publish(MarketEventKind.Trade);
        BringAll();

        _relay.Take(MarketEventKind.Trade, old.Origin, old.Events);

        Assert.Equal("", Told());
        Assert.Equal(1, _relay.Counters.OldEpoch);
    }

    [Fact]
    public void EventsBeforeTheFirstPosition_WaitForIt_AndAreBounded()
    {
        var relay = new StreamRelay(Owner.Symbol, _clock, new RelayLimits { MaxHeld = 3 });
        relay.Add(MarketEventKind.Trade);
        for (var i = 0; i < 5; i++)
            _owner.Publish(MarketEventKind.Trade);
        _owner.Flush(MarketEventKind.Trade);
        var (origin, events) = _owner.Streams[MarketEventKind.Trade][0];
        relay.Take(MarketEventKind.Trade, origin, events);
        Assert.Empty(relay.Told);

        relay.Learn(new StreamPosition { Last = new StreamEnd(1, 1, 0, 0, 0) });
        relay.Poll();

        Assert.Equal("gapT2-2:1:Undelivered T3 T4 T5", FeedRig.Tell(relay.Told));
        Assert.Equal(2, relay.Counters.Overflowed);
    }

    private static MarketEvent Conflated(long number, int replaced)
    {
        var one = new MarketEvent(Owner.QuoteAt(number).WithConflated(replaced));
        one.HeaderRef.Sequence = number;
        return one;
    }

    private static MarketEvent Lost(MarketEventKind kind, long from, long to) =>
        new(FeedStatus.GapOf(Owner.Symbol, Owner.Provider, new UnixNanos(9), GapReason.SlowSubscriber, kind, from, to, to - from + 1));

    private void Give(MarketEvent one) => _relay.Take(MarketEventKind.Quote, new BatchOrigin(1, null), [one]);

    private string BringAll() => string.Join(' ', new[] { Bring(MarketEventKind.Trade), Bring(MarketEventKind.Quote) }.Where(told => told.Length > 0));

    private string Bring(MarketEventKind kind)
    {
        _owner.FlushAll();
        foreach (var (origin, events) in _owner.Streams[kind])
            _relay.Take(kind, origin, events);
        _owner.Streams[kind].Clear();
        return Told();
    }

    private string Told()
    {
        var told = FeedRig.Tell(_relay.Told);
        _relay.Told.Clear();
        return told;
    }
}
