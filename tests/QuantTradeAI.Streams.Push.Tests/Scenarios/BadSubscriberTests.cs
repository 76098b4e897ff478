using Orleans.Streams;

namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

/// <summary>What the others see of a subscriber that misbehaves: nothing.</summary>
[Collection(ScenarioCollection.Name)]
public sealed class BadSubscriberTests : IAsyncLifetime
{
    private const int Items = 1_000;

    private PushRig _rig = null!;

    public async Task InitializeAsync() =>
        _rig = await PushRig.StartAsync(1, options => (options.Defaults.Capacity, options.Defaults.Patience) = (64, TimeSpan.FromSeconds(0.5)));

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Subscriber_ThatThrows_OthersGetEverything()
    {
        var thrower = _rig.Seen.Of("thrower");
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync((item, _) =>
        {
            thrower.Took([item]);
            throw new InvalidOperationException("made up");
        });

        await OthersGetEverythingAsync();

        await thrower.WhenItemsAsync(Items);
        Assert.Equal(Items, thrower.Items.Count);
    }

    [Fact]
    public async Task Subscriber_ThatNeverReturns_OthersGetEverything_AndItIsWaitedForOnlyOnce()
    {
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync((_, _) => new TaskCompletionSource().Task);

        await OthersGetEverythingAsync();
    }

    [Fact]
    public async Task Subscriber_ThatLiesAboutItsType_IsTold_OthersGetEverything()
    {
        var told = _rig.Seen.Of("liar");
        await _rig.ClientProvider.GetStream<Guid>(PushRig.Stream).SubscribeAsync((_, _) => Task.CompletedTask, error =>
        {
            told.Failed(error);
            return Task.CompletedTask;
        });

        await OthersGetEverythingAsync();

        await told.WhenErrorsAsync(1);
        Assert.Equal(LossReason.Unreadable, Assert.IsType<StreamItemsLostException>(told.Errors[0]).Reason);
    }

    private async Task OthersGetEverythingAsync()
    {
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(_rig.Seen.Of("client")));
        await _rig.Subscriber("grain").SubscribeAsync(PushRig.Stream, false);

        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, Items, false).WaitAsync(Patience.Limit);

        foreach (var name in (string[])["client", "grain"])
        {
            await _rig.Seen.Of(name).WhenItemsAsync(Items);
            Assert.Equal(Enumerable.Range(0, Items).Select(item => (long)item), _rig.Seen.Of(name).Items);
            Assert.Empty(_rig.Seen.Of(name).Errors);
        }
    }
}
