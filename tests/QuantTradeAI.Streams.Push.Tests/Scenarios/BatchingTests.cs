namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

[Collection(ScenarioCollection.Name)]
public sealed class BatchingTests : IAsyncLifetime
{
    private PushRig _rig = null!;

    public async Task InitializeAsync() => _rig = await PushRig.StartAsync(1);

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BatchSend_BatchConsume_ComesInFewCalls(bool toGrain)
    {
        await SubscribeAsync(toGrain, inBatches: true);

        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, 1_000, inBatches: true);

        var seen = _rig.Seen.Of("consumer");
        await seen.WhenItemsAsync(1_000);
        Assert.Equal(Enumerable.Range(0, 1_000).Select(item => (long)item), seen.Items);
        Assert.InRange(seen.Calls, 1, 10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BatchSend_SingleConsume_ComesOneByOne(bool toGrain)
    {
        await SubscribeAsync(toGrain, inBatches: false);

        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, 100, inBatches: true);

        await _rig.Seen.Of("consumer").WhenItemsAsync(100);
        Assert.Equal(100, _rig.Seen.Of("consumer").Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SingleSend_BatchConsume_NothingIsMissing(bool toGrain)
    {
        await SubscribeAsync(toGrain, inBatches: true);

        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, 500, inBatches: false);

        await _rig.Seen.Of("consumer").WhenItemsAsync(500);
        Assert.Equal(Enumerable.Range(0, 500).Select(item => (long)item), _rig.Seen.Of("consumer").Items);
    }

    private Task SubscribeAsync(bool toGrain, bool inBatches)
    {
        if (toGrain)
            return _rig.Subscriber("consumer").SubscribeAsync(PushRig.Stream, inBatches);
        var seen = _rig.Seen.Of("consumer");
        return inBatches ? _rig.ClientStream(PushRig.Stream).SubscribeAsync(new BatchObserver(seen)) : _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(seen));
    }
}
