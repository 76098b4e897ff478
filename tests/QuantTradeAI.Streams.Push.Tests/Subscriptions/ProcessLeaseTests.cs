using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class ProcessLeaseTests
{
    private static readonly StreamId One = StreamId.Create("trades", "one");
    private static readonly StreamId Two = StreamId.Create("trades", "two");

    private readonly ArmedClock _clock = new();
    private readonly PushStreamOptions _options = new() { Heartbeat = TimeSpan.FromSeconds(1), Lease = TimeSpan.FromSeconds(15) };
    private readonly FakeSilo _silo;
    private readonly ProcessAddress _process = new FakeProcess().Address;

    public ProcessLeaseTests() => _silo = new FakeSilo(_options, _clock);

    private SiloAgent Agent => _silo.Agent;

    [Fact]
    public async Task Lease_IsHeldByHeartbeats_AndEndsWithoutThem_OnAllStreams()
    {
        await JoinAsync(One);
        await JoinAsync(Two);
        for (var beat = 0; beat < 40; beat++)
        {
            _clock.Advance(_options.Heartbeat);
            Assert.True(await Agent.RenewAsync(_process.Id, TallyOf(One, Two)));
            Agent.Expire();
        }

        Assert.Equal((1, 1), (_silo.GrainOf(One).Members.Count, _silo.GrainOf(Two).Members.Count));

        _clock.Advance(_options.Lease);
        Agent.Expire();

        await _silo.WhenAsync(() => _silo.GrainOf(One).Members.Count + _silo.GrainOf(Two).Members.Count == 0, "all streams to be left");
        Assert.False(await Agent.RenewAsync(_process.Id, TallyOf(One, Two)));
    }

    [Fact]
    public async Task ProcessThatIsUnknown_IsAgreedWithWhenItBelievesNothing()
    {
        Assert.True(await Agent.RenewAsync(Guid.NewGuid(), default));
        Assert.False(await Agent.RenewAsync(Guid.NewGuid(), TallyOf(One)));
    }

    [Fact]
    public async Task GrainThatIsGone_IsNotAgreedWith()
    {
        await JoinAsync(One);
        await JoinAsync(Two);

        Agent.Forget(StreamGrainKey.Of(FakeSilo.Provider, One));

        Assert.False(await Agent.RenewAsync(_process.Id, TallyOf(One, Two)));
        Assert.True(await Agent.RenewAsync(_process.Id, TallyOf(Two)));
    }

    [Fact]
    public async Task WhatWasNotEnteredAgain_IsTakenBackAfterALease_AndTheRestIsLeftAlone()
    {
        await JoinAsync(One);
        await JoinAsync(Two);
        await Agent.BeginAnewAsync(_process.Id);
        Assert.True(await Agent.RenewAsync(_process.Id, default));
        await JoinAsync(One);
        _clock.Advance(_options.Lease - _options.Heartbeat);
        Assert.True(await Agent.RenewAsync(_process.Id, TallyOf(One)));
        Agent.Expire();
        Assert.Single(_silo.GrainOf(Two).Members);

        _clock.Advance(_options.Heartbeat);
        Agent.Expire();

        await _silo.WhenAsync(() => _silo.GrainOf(Two).Members.Count == 0, "what was not entered again to be taken back");
        Assert.Single(_silo.GrainOf(One).Members);
    }

    [Fact]
    public async Task ProcessThatDiesWhileItEntersAgain_IsTakenOffAll()
    {
        await JoinAsync(One);
        await JoinAsync(Two);
        await Agent.BeginAnewAsync(_process.Id);
        await JoinAsync(One);
        _clock.Advance(_options.Lease);

        Agent.Expire();

        await _silo.WhenAsync(() => _silo.GrainOf(One).Members.Count + _silo.GrainOf(Two).Members.Count == 0, "all streams to be left");
    }

    [Fact]
    public async Task Watch_TakesOff_WhatRanOut()
    {
        await JoinAsync(One);
        var watching = Agent.WatchAsync();
        _clock.Advance(_options.Lease);

        await _silo.WhenAsync(() => _silo.GrainOf(One).Members.Count == 0, "the watch");

        Agent.End();
        await Patience.For(watching, "the end of the watch");
    }

    [Property(MaxTest = 300)]
    public bool Tally_IsThatOfWhatIsEntered_InWhateverOrder(int seed)
    {
        var (random, process) = (new Random(seed), Guid.NewGuid());
        var entered = new HashSet<(string Grain, ulong Entry)>();
        for (var step = 0; step < 60; step++)
        {
            var (grain, entry) = ($"push/trades/{random.Next(3)}", (ulong)random.Next(1, 5));
            switch (random.Next(5))
            {
                case 0:
                    Agent.Leave(process, grain, entry);
                    entered.Remove((grain, entry));
                    break;
                case 1 when random.Next(3) == 0:
                    Agent.Forget(grain);
                    entered.RemoveWhere(one => one.Grain == grain);
                    break;
                default:
                    Agent.Enter(process, grain, entry);
                    entered.Add((grain, entry));
                    break;
            }

            var tally = entered.Aggregate(default(EntryTally), (sum, one) => sum.With(one.Entry));
            if (!Agent.RenewAsync(process, tally).GetAwaiter().GetResult())
                return false;
        }

        return true;
    }

    private Task JoinAsync(StreamId stream) => _silo.GrainOf(stream).JoinAsync(_process, 1, again: false);

    private static EntryTally TallyOf(params StreamId[] streams) => streams.Aggregate(default(EntryTally), (sum, stream) => sum.With(StreamEntries.OfMember(stream, 1)));
}
