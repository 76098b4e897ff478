using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class SiloAgentTests
{
    private readonly ArmedClock _clock = new();
    private readonly FakeStreamGrain _grain = new();
    private readonly Guid _process = Guid.NewGuid();
    private readonly SiloAgent _agent;

    public SiloAgentTests() => _agent = new SiloAgent(_ => _grain, new PushStreamOptions { Lease = TimeSpan.FromSeconds(10) }, _clock);

    [Fact]
    public async Task Renewal_AgreesWithWhatIsEntered_InWhateverOrder()
    {
        Assert.True(await _agent.RenewAsync(_process, default));
        _agent.Enter(_process, "one", 7);
        _agent.Enter(_process, "two", 9);
        _agent.Enter(_process, "two", 9);

        Assert.True(await _agent.RenewAsync(_process, new EntryTally().With(9).With(7)));
        Assert.False(await _agent.RenewAsync(_process, new EntryTally().With(7)));
        _agent.Leave(_process, "two", 9);
        Assert.True(await _agent.RenewAsync(_process, new EntryTally().With(7)));
    }

    [Fact]
    public async Task Grain_ThatLivesHereNoMore_IsForgottenOfAll()
    {
        _agent.Enter(_process, "one", 7);
        _agent.Enter(_process, "two", 9);

        _agent.Forget("one");

        Assert.True(await _agent.RenewAsync(_process, new EntryTally().With(9)));
    }

    [Fact]
    public async Task Process_ThatShowsNoLife_IsTakenOffEveryGrain_AndHasToEnterAgain()
    {
        _agent.Enter(_process, "one", 7);
        _clock.Advance(TimeSpan.FromSeconds(9));
        _agent.Expire();
        Assert.Empty(_grain.Lost);
        await _agent.RenewAsync(_process, new EntryTally().With(7));
        _clock.Advance(TimeSpan.FromSeconds(9));
        _agent.Expire();
        Assert.Empty(_grain.Lost);

        _clock.Advance(TimeSpan.FromSeconds(1));
        _agent.Expire();

        Assert.Equal((_process, null), Assert.Single(_grain.Lost));
        Assert.False(await _agent.RenewAsync(_process, new EntryTally().With(7)));
    }
}
