using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class StreamRegistrarTests : IRouteTaker, IGrainCarrier, IAsyncDisposable
{
    private static readonly StreamId One = StreamId.Create("trades", "one");
    private static readonly StreamId Two = StreamId.Create("trades", "two");

    private readonly ArmedClock _clock = new();
    private readonly PushStreamOptions _options = new() { Heartbeat = TimeSpan.FromSeconds(1), Lease = TimeSpan.FromSeconds(15), SendTimeout = TimeSpan.FromSeconds(5) };
    private readonly FakeSilo _silo;
    private readonly StreamRegistrar _registrar;
    private readonly List<RouteChange> _changes = [];
    private readonly List<Guid> _dropped = [];
    private readonly FakeProcess _process = new();

    public StreamRegistrarTests()
    {
        _silo = new FakeSilo(_options, _clock);
        _registrar = new StreamRegistrar(FakeSilo.Provider, _process.Address, _silo.Factory, this, () => this, _options, _clock, () => 0.5, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource();
        await limit.CancelAsync();
        await _registrar.StopAsync(limit.Token);
    }

    [Fact]
    public async Task Heartbeat_OfNothingEntered_GoesNowhere()
    {
        await _registrar.BeatAsync();
        await _registrar.JoinAsync(One, 1, default);
        await _registrar.LeaveAsync(One, default);
        await _registrar.BeatAsync();

        Assert.Equal(0, _silo.Reached.Beats);
    }

    [Fact]
    public async Task Heartbeat_OfManyStreams_IsOneCall_AndTheSiloAgrees()
    {
        for (var index = 0; index < 100; index++)
        {
            var stream = StreamId.Create("trades", $"{index}");
            await _registrar.JoinAsync(stream, index + 1, default);
            await _registrar.ProduceAsync(stream, default);
            await _registrar.SubscribeAsync(stream, Subscription(), index + 1, default);
        }

        await _registrar.BeatAsync();

        Assert.Equal((1, 0), (_silo.Reached.Beats, _silo.Reached.Disagreements));
    }

    [Fact]
    public async Task Silo_ThatForgotAll_GetsAllAgain_AndTheProducerAllRoutes()
    {
        var subscription = Subscription();
        await _registrar.ProduceAsync(One, default);
        await _registrar.JoinAsync(One, 7, default);
        await _registrar.SubscribeAsync(Two, subscription, 8, default);
        _silo.Restart();

        await BeatAsync(3);

        Assert.Contains(_process.Address.Id, _silo.GrainOf(One).Producers);
        Assert.Equal(7, _silo.GrainOf(One).Members[_process.Address.Id]);
        Assert.Equal(_process.Address.Id, _silo.GrainOf(Two).Carriers[subscription.Id]);
        Assert.Equal(0, Assert.Single(_changes).Since);
        Assert.Equal((1, 0), (_silo.Reached.Beats, _silo.Reached.Disagreements));
    }

    [Fact]
    public async Task Grains_ThatFailWhileAllIsEnteredAgain_AreAskedUntilTheyDoNot()
    {
        await _registrar.JoinAsync(One, 7, default);
        _silo.Restart();
        _silo.GrainOf(One).Refuses = 20;

        await BeatAsync(30);

        Assert.Equal(7, _silo.GrainOf(One).Members[_process.Address.Id]);
        Assert.Equal(0, _silo.Reached.Disagreements);
    }

    [Fact]
    public async Task StreamWithManyCarriedGrains_IsEnteredAgain_HoweverLongAllOfThemTake()
    {
        for (var grain = 0; grain < 20; grain++)
            await _registrar.SubscribeAsync(One, Subscription(), 1, default);
        _silo.Restart();
        _silo.GrainOf(One).Before = () => _clock.Advance(_options.SendTimeout / 2);

        await BeatAsync(3);

        Assert.Equal(20, _silo.GrainOf(One).Carriers.Count);
    }

    [Fact]
    public async Task Carrier_ThatWasReplaced_IsToldToDrop()
    {
        var subscription = Subscription();
        await _registrar.SubscribeAsync(One, subscription, 1, default);
        _silo.Restart();
        _silo.GrainOf(One).Carriers[subscription.Id] = Guid.NewGuid();

        await BeatAsync(3);

        Assert.Equal([subscription.Id], _dropped);
    }

    [Fact]
    public async Task GrainThatDoesNotAnswer_DoesNotKeepHeartbeatsFromOtherSilos()
    {
        await _registrar.JoinAsync(One, 1, default);
        await _registrar.ProduceAsync(Two, default);
        _silo.GrainOf(Two).LosesReplies = 1;
        await Assert.ThrowsAsync<TimeoutException>(() => _registrar.JoinAsync(Two, 2, default));
        var held = new TaskCompletionSource();
        _silo.GrainOf(Two).Answers = held.Task;

        await Patience.For(BeatAsync(), "heartbeats while a grain does not answer");

        Assert.False(_registrar.Entering.IsCompleted);
        held.SetResult();
        await Patience.For(_registrar.Entering, "the grain to answer");

        async Task BeatAsync()
        {
            while (_silo.Reached.Beats < 4)
            {
                await _registrar.BeatAsync();
                await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task StreamsOfOneSilo_DoNotWaitForEachOther()
    {
        var held = new TaskCompletionSource();
        _silo.GrainOf(One).Answers = held.Task;
        var first = _registrar.JoinAsync(One, 1, default);

        await Patience.For(_registrar.JoinAsync(Two, 2, default), "the second stream");

        Assert.False(first.IsCompleted);
        held.SetResult();
        await first;
    }

    [Theory]
    [InlineData("join")]
    [InlineData("leave")]
    [InlineData("produce")]
    [InlineData("end")]
    [InlineData("subscribe")]
    [InlineData("unsubscribe")]
    public async Task CallWhoseReplyIsLost_DoesNotHaveAllEnteredAgainForEver(string call)
    {
        var subscription = Subscription();
        await _registrar.ProduceAsync(One, default);
        await PrepareAsync(call, subscription);
        _silo.GrainOf(Two).LosesReplies = 1;
        await Record.ExceptionAsync(() => CallAsync(call, subscription));
        await _silo.WhenAsync(() => _silo.GrainOf(Two).LosesReplies <= 0, "the call");
        await Patience.For(AgreeAsync(), "the silo to agree");

        var (calls, beats, disagreements) = (_silo.GrainOf(One).Calls, _silo.Reached.Beats, _silo.Reached.Disagreements);
        await BeatAsync(5);

        Assert.Equal((calls, beats + 5, disagreements), (_silo.GrainOf(One).Calls, _silo.Reached.Beats, _silo.Reached.Disagreements));
    }

    [Fact]
    public async Task Process_WhoseLeaseRanOut_ComesBackByItsHeartbeat()
    {
        await _registrar.JoinAsync(One, 1, default);
        _clock.Advance(_options.Lease);
        _silo.Agent.Expire();
        await _silo.WhenAsync(() => _silo.GrainOf(One).Members.Count == 0, "the process to be taken off");

        await BeatAsync(2);

        Assert.Equal(1, _silo.GrainOf(One).Members[_process.Address.Id]);
    }

    [Fact]
    public async Task Join_WhoseReplyIsLost_IsTakenBackAfterALease()
    {
        await _registrar.ProduceAsync(One, default);
        _silo.GrainOf(Two).LosesReplies = 1;
        await Assert.ThrowsAsync<TimeoutException>(() => _registrar.JoinAsync(Two, 2, default));
        for (var second = 0; second <= _options.Lease.TotalSeconds; second++)
        {
            await BeatAsync(1);
            _clock.Advance(_options.Heartbeat);
            _silo.Agent.Expire();
        }

        await _silo.WhenAsync(() => _silo.GrainOf(Two).Members.Count == 0, "the join to be taken back");
        Assert.Contains(_process.Address.Id, _silo.GrainOf(One).Producers);
    }

    [Fact]
    public async Task Subscription_WhoseReplyIsLost_DoesNotStay()
    {
        _silo.GrainOf(One).LosesReplies = 1;
        await Assert.ThrowsAsync<TimeoutException>(() => _registrar.SubscribeAsync(One, Subscription(), 1, default));

        await _silo.WhenAsync(() => _silo.GrainOf(One).Carriers.Count == 0, "the subscription to be taken back");
    }

    [Fact]
    public async Task Changes_AndHeartbeats_AtOnce_EndInAgreement()
    {
        var streams = Enumerable.Range(0, 20).Select(index => StreamId.Create("trades", $"{index}")).ToList();
        var changing = Task.WhenAll(streams.Select((stream, index) => Task.Run(async () =>
        {
            for (var round = 0; round < 50; round++)
            {
                await _registrar.JoinAsync(stream, index + 1, default);
                await _registrar.LeaveAsync(stream, default);
            }

            await _registrar.JoinAsync(stream, index + 1, default);
        })));
        while (!changing.IsCompleted)
            await BeatAsync(1);
        await Patience.For(changing, "all changes");

        await BeatAsync(3);
        var (beats, disagreements) = (_silo.Reached.Beats, _silo.Reached.Disagreements);
        await BeatAsync(2);

        Assert.Equal((beats + 2, disagreements), (_silo.Reached.Beats, _silo.Reached.Disagreements));
        Assert.All(streams, stream => Assert.Single(_silo.GrainOf(stream).Members));
    }

    [Fact]
    public async Task Stop_LeavesWhatItEntered_AndDoesNotWaitForGrainsThatDoNotAnswer()
    {
        await _registrar.JoinAsync(One, 1, default);
        await _registrar.ProduceAsync(Two, default);
        await _registrar.JoinAsync(StreamId.Create("x", "hangs"), 3, default);
        _silo.GrainOf(StreamId.Create("x", "hangs")).Answers = new TaskCompletionSource().Task;

        var stop = _registrar.StopAsync(default);
        await _silo.WhenAsync(() => _silo.GrainOf(One).Members.Count == 0 && _silo.GrainOf(Two).Producers.Count == 0, "the others to be left");
        Assert.False(stop.IsCompleted);
        _clock.Advance(_options.SendTimeout);

        await Patience.For(stop, "the end");
    }

    bool IRouteTaker.Change(RouteChange change)
    {
        lock (_changes)
            _changes.Add(change);
        return true;
    }

    int IGrainCarrier.Carry(StreamId stream, IReadOnlyList<GrainSubscription> subscriptions) => 1;

    void IGrainCarrier.Drop(StreamId stream, Guid subscription)
    {
        lock (_dropped)
            _dropped.Add(subscription);
    }

    private static GrainSubscription Subscription() => new(Guid.NewGuid(), GrainId.Create("consumer", "one"), false);

    private Task PrepareAsync(string call, GrainSubscription subscription) => call switch
    {
        "leave" => _registrar.JoinAsync(Two, 2, default),
        "end" => _registrar.ProduceAsync(Two, default),
        "unsubscribe" => _registrar.SubscribeAsync(Two, subscription, 2, default),
        _ => Task.CompletedTask,
    };

    private Task CallAsync(string call, GrainSubscription subscription)
    {
        switch (call)
        {
            case "join": return _registrar.JoinAsync(Two, 2, default);
            case "leave": return _registrar.LeaveAsync(Two, default);
            case "produce": return _registrar.ProduceAsync(Two, default);
            case "subscribe": return _registrar.SubscribeAsync(Two, subscription, 2, default);
            case "unsubscribe": return _registrar.UnsubscribeAsync(Two, subscription.Id, default);
            default:
                _registrar.EndProducing(Two);
                return Task.CompletedTask;
        }
    }

    /// <summary>Returns after two heartbeats in a row that the silo agreed with: the call that failed may still be on its way back before.</summary>
    private async Task AgreeAsync()
    {
        for (var agreed = 0; agreed < 2;)
        {
            var before = _silo.Reached.Disagreements;
            await BeatAsync(1);
            agreed = _silo.Reached.Disagreements == before ? agreed + 1 : 0;
        }
    }

    private async Task BeatAsync(int beats)
    {
        for (; beats > 0; beats--)
        {
            await Patience.For(_registrar.BeatAsync(), "a heartbeat");
            await Patience.For(_registrar.Entering, "what is entered again");
        }
    }
}
