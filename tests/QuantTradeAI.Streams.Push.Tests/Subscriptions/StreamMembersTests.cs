using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Tests.Producing;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class StreamMembersTests
{
    private const int Kinds = 5;

    private static readonly StreamId Stream = StreamId.Create("ns", "key");

    /// <summary>Whoever applies the changes one after the other knows what one knows who asks for all.</summary>
    [Property(MaxTest = 300)]
    public void Changes_LeadToWhatAllSays(int seed)
    {
        var random = new Random(seed);
        var members = new StreamMembers(Stream, Guid.NewGuid());
        var processes = Enumerable.Range(0, 5).Select(_ => Process()).ToArray();
        var subscriptions = Enumerable.Range(0, 6).Select(_ => Guid.NewGuid()).ToArray();
        var known = new Dictionary<Guid, int>();
        var version = members.Version;
        for (var step = 0; step < 200; step++)
        {
            var process = processes[random.Next(processes.Length)];
            var what = random.Next(Kinds + 1);
            Change(members, what, process, subscriptions[random.Next(subscriptions.Length)], random.Next(1, 3), random.Next(1, 3));
            if (what < Kinds || members.TakeChange() is not { } change)
                continue;
            Assert.Equal(version, change.Since);
            version = change.Version;
            foreach (var gone in change.Removed)
                known.Remove(gone);
            foreach (var route in change.Added)
                known[route.Process.Id] = route.Channel;
            var all = members.Routes();
            Assert.Equal((0, version), (all.Since, all.Version));
            Assert.Equal(all.Added.ToDictionary(route => route.Process.Id, route => route.Channel).OrderBy(pair => pair.Key), known.OrderBy(pair => pair.Key));
        }
    }

    [Fact]
    public void Subscription_ThatAnotherCarries_LeavesTheFirst()
    {
        var members = new StreamMembers(Stream, Guid.NewGuid());
        var (one, other, subscription) = (Process(), Process(), Guid.NewGuid());
        members.Carry(subscription, one, 1);
        members.TakeChange();

        members.Carry(subscription, other, 1);
        var change = members.TakeChange()!;

        Assert.Equal((other.Id, one.Id), (Assert.Single(change.Added).Process.Id, Assert.Single(change.Removed)));
        Assert.Equal(other.Id, members.CarrierOf(subscription));
    }

    [Fact]
    public void Process_WithSubscribersOfItsOwn_StaysWhenItCarriesNothingMore()
    {
        var members = new StreamMembers(Stream, Guid.NewGuid());
        var (process, subscription) = (Process(), Guid.NewGuid());
        members.Join(process, 1);
        members.Carry(subscription, process, 1);
        members.TakeChange();

        members.Drop(subscription);
        Assert.False(members.HasChanged);
        members.Leave(process.Id);

        Assert.Equal(process.Id, Assert.Single(members.TakeChange()!.Removed));
        Assert.True(members.IsEmpty);
    }

    [Fact]
    public void Remove_TellsWhatWasCarried()
    {
        var members = new StreamMembers(Stream, Guid.NewGuid());
        var (process, subscription) = (Process(), Guid.NewGuid());
        members.Carry(subscription, process, 1);

        Assert.Equal([subscription], members.Remove(process.Id));
        Assert.Null(members.CarrierOf(subscription));
        Assert.Empty(members.Remove(process.Id));
    }

    [Fact]
    public void Process_ThatCameAndWentBetweenTwoChanges_IsNotTold()
    {
        var (members, process) = (new StreamMembers(Stream, Guid.NewGuid()), Process());
        members.Join(process, 1);
        members.Leave(process.Id);

        Assert.Null(members.TakeChange());
    }

    /// <summary>Also those that began while something was about to be told.</summary>
    [Property(MaxTest = 500)]
    public bool Producers_ThatFollowChanges_KnowWhatIsThere_WheneverTheyBegan(int seed)
    {
        var (random, members) = (new Random(seed), new StreamMembers(Stream, Guid.NewGuid()));
        var processes = Enumerable.Range(0, 4).Select(_ => Process()).ToList();
        var subscriptions = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();
        var producers = new List<Follower>();
        for (var step = 0; step < 100; step++)
        {
            var (process, subscription) = (processes[random.Next(4)], subscriptions[random.Next(4)]);
            var what = random.Next(Kinds + 3);
            Change(members, what, process, subscription, random.Next(1, 3), members.ChannelOf(process.Id) ?? 1);
            if (what == Kinds)
                producers.Add(new Follower(members.Routes()));
            else if (what > Kinds && members.TakeChange() is { } change)
                producers.ForEach(producer => producer.Take(change));

            if (subscriptions.Any(one => members.CarrierOf(one) is { } carrier && members.ChannelOf(carrier) is null))
                return false;
        }

        if (members.TakeChange() is { } last)
            producers.ForEach(producer => producer.Take(last));
        var expected = members.Processes.Select(process => (process.Id, members.ChannelOf(process.Id)!.Value)).ToHashSet();
        return producers.TrueForAll(producer => expected.SetEquals(producer.Routes.Select(route => (route.Key, route.Value))));
    }

    /// <summary>One of the <see cref="Kinds"/> of changes; a greater number is none.</summary>
    private static void Change(StreamMembers members, int what, ProcessAddress process, Guid subscription, int joined, int carried)
    {
        switch (what)
        {
            case 0:
                members.Join(process, joined);
                break;
            case 1:
                members.Leave(process.Id);
                break;
            case 2:
                members.Carry(subscription, process, carried);
                break;
            case 3:
                members.Drop(subscription);
                break;
            case 4:
                members.Remove(process.Id);
                break;
        }
    }

    private static ProcessAddress Process() => new(Guid.NewGuid(), "process", new FakeReceiver(), new PushSender());

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
