using QuantTradeAI.Streams.Push.Producing;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Producing;

public sealed class RouteTests
{
    [Fact]
    public async Task NewSubscriber_GetsWhatIsPublishedFromThenOn()
    {
        var rig = new ProducerRig();
        await rig.PublishAsync(3);
        var receiver = new FakeReceiver();
        ProducerRig.RouteTo(receiver, 1, route => Assert.True(rig.Outputs.Change(Change(1, 2, [route], []))));

        await rig.PublishAsync(2);
        await receiver.WhenFramesAsync(1);

        Assert.Equal("3..5 [4 5]", ProducerRig.Show(receiver.Segments.Single()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task NewSubscriber_IsToldWhereItBegins_BeforeAnythingIsPublished(bool again)
    {
        var rig = new ProducerRig();
        await rig.PublishAsync(3);
        var receiver = new FakeReceiver();

        ProducerRig.RouteTo(receiver, 1, route => Assert.True(rig.Outputs.Change(Change(1, 2, [route with { IsAgain = again }], []))));
        await receiver.WhenBegunAsync();

        var begin = Assert.Single(receiver.Begins);
        Assert.Equal((3L, 3L, true, again), (begin.After, begin.Last, begin.IsFirst, begin.IsAgain));
    }

    [Fact]
    public async Task Change_OfAVersionThatIsNotHere_IsRefused()
    {
        var rig = new ProducerRig();
        Assert.False(rig.Outputs.Change(Change(0, 1, [], [])));
        await rig.PublishAsync();

        Assert.False(rig.Outputs.Change(Change(2, 3, [], [])));
        Assert.False(rig.Outputs.Change(Change(1, 2, [], []) with { Grain = Guid.NewGuid() }));
        Assert.True(rig.Outputs.Change(Change(1, 2, [], [])));
        Assert.True(rig.Outputs.Change(Change(1, 2, [], [])));
    }

    [Fact]
    public async Task Subscriber_ThatLeft_GetsNothingMore()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        await rig.PublishAsync();
        await FlushAsync(rig);

        rig.Outputs.Change(Change(1, 2, [], [rig.Registrar.Routes[0].Process.Id]));
        await rig.PublishAsync();
        await FlushAsync(rig);

        Assert.Single(receiver.Frames);
    }

    [Fact]
    public async Task AllRoutesAgain_KeepTheirPlaces_OthersGo()
    {
        var rig = new ProducerRig();
        var (stays, goes) = (rig.Subscribe(), rig.Subscribe(2));
        await rig.PublishAsync();
        await FlushAsync(rig);

        Assert.True(rig.Outputs.Change(Change(0, 2, [rig.Registrar.Routes[0]], [])));
        await rig.PublishAsync();
        await stays.WhenFramesAsync(2);

        Assert.Equal("1..2 [2]", ProducerRig.Show(stays.Segments.Last()));
        Assert.Single(goes.Frames);
    }

    [Fact]
    public async Task GrainThatBeginsAnew_KnowsNobodyYet_ItsSubscribersGoOn()
    {
        var rig = new ProducerRig();
        var (first, second) = (rig.Subscribe(), rig.Subscribe(2));
        await rig.PublishAsync();
        await FlushAsync(rig);
        var life = Guid.NewGuid();

        Assert.True(rig.Outputs.Change(Change(0, 1, [], []) with { Grain = life }));
        Assert.True(rig.Outputs.Change(Change(1, 2, [rig.Registrar.Routes[0]], []) with { Grain = life }));
        Assert.True(rig.Outputs.Change(Change(0, 2, [rig.Registrar.Routes[0]], []) with { Grain = life }));
        await rig.PublishAsync();
        await FlushAsync(rig);

        Assert.Equal(["0..1 [1]", "1..2 [2]"], first.Segments.Select(ProducerRig.Show));
        Assert.Equal(["0..1 [1]", "1..2 [2]"], second.Segments.Select(ProducerRig.Show));
    }

    [Fact]
    public async Task Subscriber_ThatAGrainsNextLifeTakesOff_GetsNothingMore()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        await rig.PublishAsync();
        await FlushAsync(rig);
        var life = Guid.NewGuid();
        rig.Outputs.Change(Change(0, 1, rig.Registrar.Routes.ToArray(), []) with { Grain = life });

        rig.Outputs.Change(Change(1, 2, [], [rig.Registrar.Routes[0].Process.Id]) with { Grain = life });
        await rig.PublishAsync();
        await FlushAsync(rig);

        Assert.Single(receiver.Frames);
    }

    [Fact]
    public async Task Publish_WhileNoGrainAnswers_Fails_AndTheNextTriesAgain()
    {
        var rig = new ProducerRig();
        var receiver = rig.Subscribe();
        rig.Registrar.Failure = new TimeoutException("made up");
        await Assert.ThrowsAsync<TimeoutException>(() => rig.PublishAsync());
        rig.Registrar.Failure = null;

        await rig.PublishAsync();
        await receiver.WhenFramesAsync(1);

        Assert.Equal("0..1 [1]", ProducerRig.Show(receiver.Segments.Single()));
    }

    [Fact]
    public async Task Output_WithoutItemsForLong_CountsAsAProducerNoMore()
    {
        var rig = new ProducerRig();
        await rig.PublishAsync();
        var before = rig.Outputs.Of(ProducerRig.Stream).Epoch;
        rig.Outputs.Tend();
        Assert.Empty(rig.Registrar.Ended);

        rig.Clock.Advance(PushOutputs.IdleLimit);
        rig.Outputs.Tend();

        Assert.Equal(ProducerRig.Stream, Assert.Single(rig.Registrar.Ended));
        await rig.PublishAsync();
        Assert.True(rig.Outputs.Of(ProducerRig.Stream).Epoch > before);
    }

    private static Task FlushAsync(ProducerRig rig) => rig.Outputs.FlushAsync(ProducerRig.Stream, CancellationToken.None).WaitAsync(Patience.Limit);

    private static RouteChange Change(long since, long version, StreamRoute[] added, Guid[] removed) =>
        new(ProducerRig.Stream, FakeRegistrar.Grain, since, version, added, removed);
}
