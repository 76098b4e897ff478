using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class StreamMembersTests
{
    private static readonly StreamId Stream = StreamId.Create("trades", "one");

    private readonly Guid _grain = Guid.NewGuid();
    private readonly StreamMembers _members;
    private readonly ProcessAddress _one = new FakeProcess().Address;
    private readonly ProcessAddress _other = new FakeProcess().Address;

    public StreamMembersTests() => _members = new StreamMembers(Stream, _grain);

    [Fact]
    public void Change_TellsWhatHasChangedSinceTheLastOne()
    {
        _members.Join(_one, 1);
        var first = _members.TakeChange()!;
        _members.Join(_other, 2);
        _members.Leave(_one.Id);
        var second = _members.TakeChange()!;

        Assert.Equal((1, 2, _grain), (first.Since, first.Version, first.Grain));
        Assert.Equal((2, 3), (second.Since, second.Version));
        Assert.Equal(_other.Id, Assert.Single(second.Added).Process.Id);
        Assert.Equal([_one.Id], second.Removed);
        Assert.Null(_members.TakeChange());
    }

    [Fact]
    public void Join_SaidAgain_ChangesNothing()
    {
        _members.Join(_one, 1);
        _members.TakeChange();
        _members.Join(_one, 1);

        Assert.Null(_members.TakeChange());
    }

    [Fact]
    public void Process_ThatCameAndWentBetweenTwoChanges_IsNotTold()
    {
        _members.Join(_one, 1);
        _members.Leave(_one.Id);

        Assert.Null(_members.TakeChange());
    }

    [Fact]
    public void Process_ThatCarriesToo_StaysWhenItsOwnSubscribersLeave()
    {
        var subscription = Guid.NewGuid();
        _members.Join(_one, 1);
        _members.Carry(subscription, _one, 1);
        _members.Leave(_one.Id);
        Assert.Equal(1, _members.ChannelOf(_one.Id));

        _members.Drop(subscription);

        Assert.True(_members.IsEmpty);
    }

    [Fact]
    public void Subscription_ThatAnotherSiloCarries_HasOneCarrier()
    {
        var subscription = Guid.NewGuid();
        _members.Carry(subscription, _one, 1);
        _members.Carry(subscription, _other, 2);

        Assert.Equal(_other.Id, _members.CarrierOf(subscription));
        Assert.Equal([_other.Id], _members.Processes);
    }

    [Property(MaxTest = 500)]
    public bool Producers_ThatFollowChanges_KnowWhatIsThere_WheneverTheyBegan(int seed)
    {
        var (random, members) = (new Random(seed), new StreamMembers(Stream, _grain));
        var processes = Enumerable.Range(0, 4).Select(_ => new FakeProcess().Address).ToList();
        var subscriptions = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();
        var producers = new List<Follower>();
        for (var step = 0; step < 100; step++)
        {
            var (process, subscription) = (processes[random.Next(4)], subscriptions[random.Next(4)]);
            switch (random.Next(8))
            {
                case 0:
                    members.Join(process, random.Next(1, 3));
                    break;
                case 1:
                    members.Leave(process.Id);
                    break;
                case 2:
                    members.Carry(subscription, process, members.ChannelOf(process.Id) ?? 1);
                    break;
                case 3:
                    members.Drop(subscription);
                    break;
                case 4:
                    members.Remove(process.Id);
                    break;
                case 5:
                    producers.Add(new Follower(members.All()));
                    break;
                default:
                    if (members.TakeChange() is { } change)
                        producers.ForEach(producer => producer.Take(change));
                    break;
            }

            if (subscriptions.Any(one => members.CarrierOf(one) is { } carrier && members.ChannelOf(carrier) is null))
                return false;
        }

        if (members.TakeChange() is { } last)
            producers.ForEach(producer => producer.Take(last));
        var expected = members.Processes.Select(process => (process, members.ChannelOf(process)!.Value)).ToHashSet();
        return producers.TrueForAll(producer => expected.SetEquals(producer.Routes.Select(route => (route.Key, route.Value))));
    }

    private sealed class Follower
    {
        private long _version;

        public Follower(RouteChange all)
        {
            _version = all.Version;
            foreach (var route in all.Added)
                Routes[route.Process.Id] = route.Channel;
        }

        public Dictionary<Guid, int> Routes { get; } = [];

        public void Take(RouteChange change)
        {
            Assert.Equal(_version, change.Since);
            foreach (var process in change.Removed)
                Routes.Remove(process);
            foreach (var route in change.Added)
                Routes[route.Process.Id] = route.Channel;
            _version = change.Version;
        }
    }
}
