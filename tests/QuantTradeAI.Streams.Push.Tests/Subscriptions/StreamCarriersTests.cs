using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class StreamCarriersTests : IGrainCarrier, IRouteTaker
{
    private static readonly StreamId Stream = StreamId.Create("trades", "one");
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly ArmedClock _clock = new();
    private readonly List<Guid> _carried = [];
    private readonly StreamMembers _members = new(Stream, Guid.NewGuid());
    private readonly ProcessAddress _own = new FakeProcess().Address;
    private readonly ProcessAddress _before = new FakeProcess().Address;
    private readonly GrainSubscription _one = new(Guid.NewGuid(), GrainId.Create("consumer", "one"), false);
    private readonly GrainSubscription _other = new(Guid.NewGuid(), GrainId.Create("consumer", "two"), false);
    private readonly StreamCarriers _carriers;

    public StreamCarriersTests()
    {
        var options = new PushStreamOptions();
        var silo = new FakeSilo(options, _clock);
        var registrar = new StreamRegistrar(FakeSilo.Provider, _own, silo.Factory, this, () => this, options, _clock, () => 0, NullLogger.Instance);
        _carriers = new StreamCarriers(Stream, _members, this, registrar, silo.Agent, StreamGrainKey.Of(FakeSilo.Provider, Stream));
    }

    [Fact]
    public async Task StoredSubscriptions_ThatNobodyCarriesAnyMore_AreCarriedByThisSilo_TheOthersNot()
    {
        _carriers.WaitForCarriers(Grace, _clock, () => [_one, _other], CancellationToken.None);
        Assert.False(_carriers.Settled.IsCompleted);
        _members.Carry(_other.Id, _before, 5);
        _clock.Advance(Grace);
        await Patience.For(_carriers.Settled, "the carriers");

        Assert.Equal([_one.Id], _carried);
        Assert.Equal((_own.Id, _before.Id), (_members.CarrierOf(_one.Id), _members.CarrierOf(_other.Id)));
    }

    [Fact]
    public async Task GrainThatEnds_BeforeItsCarriersAreSettled_HasNoneCarryAnything()
    {
        using var ended = new CancellationTokenSource();
        _carriers.WaitForCarriers(Grace, _clock, () => [_one], ended.Token);
        await ended.CancelAsync();
        _clock.Advance(Grace);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _carriers.Settled.WaitAsync(Patience.Limit));
        Assert.Empty(_carried);
    }

    [Fact]
    public void SiloThatComesBack_CarriesWhatNobodyElseDoes_AndIsStillThere()
    {
        _members.Carry(_one.Id, _own, 1);

        Assert.False(_carriers.MayCarry(_one, _before.Id, isStored: true));
        Assert.True(_carriers.MayCarry(_one, _own.Id, isStored: true));
        Assert.True(_carriers.MayCarry(_other, _before.Id, isStored: true));
        Assert.False(_carriers.MayCarry(_other, _before.Id, isStored: false));
    }

    int IGrainCarrier.Carry(StreamId stream, IReadOnlyList<GrainSubscription> subscriptions)
    {
        _carried.AddRange(subscriptions.Select(one => one.Id));
        return 9;
    }

    void IGrainCarrier.Drop(StreamId stream, Guid subscription) => _carried.Remove(subscription);

    bool IRouteTaker.Change(RouteChange change) => true;
}
