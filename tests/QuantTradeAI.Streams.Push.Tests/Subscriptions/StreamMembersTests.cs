using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Tests.Producing;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class StreamMembersTests
{
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
            switch (random.Next(6))
            {
                case 0:
                    members.Join(process, random.Next(1, 3));
                    break;
                case 1:
                    members.Leave(process.Id);
                    break;
                case 2:
                    members.Carry(subscriptions[random.Next(subscriptions.Length)], process, random.Next(1, 3));
                    break;
                case 3:
                    members.Drop(subscriptions[random.Next(subscriptions.Length)]);
                    break;
                case 4:
                    members.Remove(process.Id);
                    break;
                case 5 when members.TakeChange() is { } change:
                    Assert.Equal(version, change.Since);
                    version = change.Version;
                    foreach (var gone in change.Removed)
                        known.Remove(gone);
                    foreach (var route in change.Added)
                        known[route.Process.Id] = route.Channel;
                    var all = members.All();
                    Assert.Equal((0, version), (all.Since, all.Version));
                    Assert.Equal(all.Added.ToDictionary(route => route.Process.Id, route => route.Channel).OrderBy(pair => pair.Key), known.OrderBy(pair => pair.Key));
                    break;
            }
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

    private static ProcessAddress Process() => new(Guid.NewGuid(), "process", IsSilo: true, new FakeReceiver(), new PushSender());
}
