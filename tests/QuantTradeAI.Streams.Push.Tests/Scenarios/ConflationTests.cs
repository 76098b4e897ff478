using Orleans.Streams;

namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

/// <summary>Subscribers of a stream of which only the latest item of each key counts, like quotes.</summary>
[Collection(ScenarioCollection.Name)]
public sealed class ConflationTests : IAsyncLifetime
{
    private const int Keys = 10;
    private const int Items = 5_000;

    private readonly TaskCompletionSource _opened = new();
    private PushRig _rig = null!;

    public async Task InitializeAsync() => _rig = await PushRig.StartAsync(1, options =>
        (options.Defaults.Capacity, options.Defaults.Policy, options.Defaults.Key) = (64, PushStreamPolicy.Conflate, item => (long)item % Keys));

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Subscriber_ThatIsSlow_GetsTheLatestOfEachKey_AndIsToldTheRestExactly(bool inBatches)
    {
        var slow = _rig.Seen.Of("slow");
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync(
            async (item, _) =>
            {
                slow.Took([item]);
                await _opened.Task;
            },
            error =>
            {
                slow.Failed(error);
                return Task.CompletedTask;
            });

        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 1, 1, false);
        await slow.WhenItemsAsync(1);
        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 2, Items - 1, inBatches).WaitAsync(Patience.Limit);
        _opened.SetResult();
        await slow.WhenLastAsync(Items);

        Assert.Equal(slow.Items.Order(), slow.Items);
        Assert.Equal(Enumerable.Range(Items - Keys + 1, Keys).Select(item => (long)item), slow.Items.TakeLast(Keys));
        var losses = slow.Errors.Cast<StreamItemsLostException>().ToList();
        Assert.All(losses, loss => Assert.Equal(LossReason.Conflated, loss.Reason));
        Assert.Equal(Items, slow.Items.Count + losses.Sum(loss => loss.Count));
        Assert.InRange(slow.Items.Count, Keys + 1, Items / 2);
    }
}
