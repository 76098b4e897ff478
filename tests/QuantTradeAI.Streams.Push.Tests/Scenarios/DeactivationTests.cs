namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

[Collection(ScenarioCollection.Name)]
public sealed class DeactivationTests : IAsyncLifetime
{
    private PushRig _rig = null!;

    public async Task InitializeAsync() => _rig = await PushRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Subscriber_ThatWasDeactivated_IsActivatedByTheNextItem_AndMissesNothing()
    {
        await _rig.Subscriber("consumer").SubscribeAsync(PushRig.Stream, false);
        for (var round = 0; round < 5; round++)
        {
            await _rig.Publisher("producer").PublishAsync(PushRig.Stream, round * 10, 10, false);
            await _rig.Subscriber("consumer").DeactivateAsync();
        }

        await _rig.Seen.Of("consumer").WhenItemsAsync(50);
        Assert.Equal(Enumerable.Range(0, 50).Select(item => (long)item), _rig.Seen.Of("consumer").Items);
    }

    [Fact]
    public async Task ImplicitSubscriber_IsActivatedByTheFirstItem()
    {
        var stream = StreamId.Create(PushRig.Implicit, "key");

        await _rig.Publisher("producer").PublishAsync(stream, 0, 10, false);

        await _rig.Seen.Of("implicit key").WhenItemsAsync(10);
        Assert.Equal(Enumerable.Range(0, 10).Select(item => (long)item), _rig.Seen.Of("implicit key").Items);
    }

    [Fact]
    public async Task Handle_KeptByAGrain_IsTheSameElsewhere()
    {
        var handle = await _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(_rig.Seen.Of("consumer")));
        var serializer = (Orleans.Serialization.Serializer)_rig.Cluster.Client.ServiceProvider.GetService(typeof(Orleans.Serialization.Serializer))!;

        var (again, stream) = (serializer.Deserialize<Orleans.Streams.StreamSubscriptionHandle<long>>(serializer.SerializeToArray(handle)),
            serializer.Deserialize<Orleans.Streams.IAsyncStream<long>>(serializer.SerializeToArray(_rig.ClientStream(PushRig.Stream))));

        Assert.Equal(handle, again);
        Assert.Equal(_rig.ClientStream(PushRig.Stream), stream);
        await again!.UnsubscribeAsync();
        Assert.Empty(await stream!.GetAllSubscriptionHandles());
    }
}
