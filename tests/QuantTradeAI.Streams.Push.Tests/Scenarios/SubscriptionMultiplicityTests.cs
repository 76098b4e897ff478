namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

[Collection(ScenarioCollection.Name)]
public sealed class SubscriptionMultiplicityTests : IAsyncLifetime
{
    private PushRig _rig = null!;

    public async Task InitializeAsync() => _rig = await PushRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task MultipleParallelSubscriptions_OfOneGrain_EachGetsEachItem()
    {
        await _rig.Subscriber("consumer").SubscribeAsync(PushRig.Stream, false);
        await _rig.Subscriber("consumer").SubscribeAsync(PushRig.Stream, false);

        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, 10, false);

        await _rig.Seen.Of("consumer").WhenItemsAsync(20);
        Assert.All(_rig.Seen.Of("consumer").Items.GroupBy(item => item), group => Assert.Equal(2, group.Count()));
    }

    [Fact]
    public async Task MultipleLinearSubscriptions_EndedAndMadeAgain_OnlyTheLastGetsItems()
    {
        for (var round = 0; round < 3; round++)
        {
            await _rig.Subscriber("consumer").SubscribeAsync(PushRig.Stream, false);
            await _rig.Publisher("producer").PublishAsync(PushRig.Stream, round * 10, 10, false);
            await _rig.Seen.Of("consumer").WhenItemsAsync((round + 1) * 10);
            Assert.Equal(0, await _rig.Subscriber("consumer").UnsubscribeAsync(PushRig.Stream, int.MaxValue));
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(item => (long)item), _rig.Seen.Of("consumer").Items);
    }

    [Fact]
    public async Task MultipleSubscriptions_AddedAndRemoved_OthersGoOn()
    {
        await _rig.Subscriber("consumer").SubscribeAsync(PushRig.Stream, false);
        await _rig.Subscriber("consumer").SubscribeAsync(PushRig.Stream, false);
        Assert.Equal(1, await _rig.Subscriber("consumer").UnsubscribeAsync(PushRig.Stream, 1));

        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, 10, false);
        await _rig.Subscriber("other").SubscribeAsync(PushRig.Stream, false);
        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 10, 10, false);

        await _rig.Seen.Of("other").WhenItemsAsync(10);
        await _rig.Seen.Of("consumer").WhenItemsAsync(20);
        Assert.Equal(Enumerable.Range(0, 20).Select(item => (long)item), _rig.Seen.Of("consumer").Items);
        Assert.Equal(Enumerable.Range(10, 10).Select(item => (long)item), _rig.Seen.Of("other").Items);
    }

    [Fact]
    public async Task ActiveSubscriptions_OfAClient_AreListed_AndResumed()
    {
        var stream = _rig.ClientStream(PushRig.Stream);
        var handle = await stream.SubscribeAsync(new SingleObserver(_rig.Seen.Of("first")));
        Assert.Equal(handle, Assert.Single(await stream.GetAllSubscriptionHandles()));

        await handle.ResumeAsync(new SingleObserver(_rig.Seen.Of("second")));
        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, 10, false);
        await _rig.Seen.Of("second").WhenItemsAsync(10);
        await handle.UnsubscribeAsync();

        Assert.Empty(_rig.Seen.Of("first").Items);
        Assert.Empty(await stream.GetAllSubscriptionHandles());
        await Assert.ThrowsAsync<InvalidOperationException>(() => handle.ResumeAsync(new SingleObserver(_rig.Seen.Of("third"))));
    }

    [Fact]
    public async Task UnsubscribeDuringDelivery_NothingComesAfterIt()
    {
        var seen = _rig.Seen.Of("consumer");
        var handle = await _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(seen));
        var publishing = _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, 2_000, false);
        await seen.WhenItemsAsync(1);

        await handle.UnsubscribeAsync();
        var count = seen.Items.Count;
        await publishing;
        await _rig.Publisher("producer").FlushAsync(PushRig.Stream);

        Assert.Equal(count, seen.Items.Count);
        Assert.Equal(Enumerable.Range(0, count).Select(item => (long)item), seen.Items);
    }
}
