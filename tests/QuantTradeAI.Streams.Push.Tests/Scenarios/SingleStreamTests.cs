using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using QuantTradeAI.Streams.Push.Hosting;

namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

/// <summary>One stream, producers and consumers of each kind.</summary>
[Collection(ScenarioCollection.Name)]
public sealed class SingleStreamTests : IAsyncLifetime
{
    private const int Items = 100;

    private PushRig _rig = null!;

    public async Task InitializeAsync() => _rig = await PushRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Stream_ThatHasPublished_RefusesWhatComesAfterTheEndOfItsProvider()
    {
        var stream = _rig.ClientStream(PushRig.Stream);
        await stream.OnNextAsync(1);

        await _rig.Cluster.Client.ServiceProvider.GetRequiredKeyedService<PushProcess>(PushRig.Provider).Outputs.EndAsync(CancellationToken.None);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => stream.OnNextAsync(2));
    }

    [Theory]
    [InlineData("grain", "grain", 1, 1)]
    [InlineData("grain", "client", 1, 1)]
    [InlineData("client", "grain", 1, 1)]
    [InlineData("client", "client", 1, 1)]
    [InlineData("grain", "grain", 1, 4)]
    [InlineData("grain", "client", 1, 4)]
    [InlineData("grain", "grain", 4, 4)]
    [InlineData("client", "client", 2, 3)]
    public async Task OneStream_ProducersAndConsumers_EachConsumerGetsEachItemOnce_InEachProducersOrder(string producer, string consumer, int producers, int consumers)
    {
        var names = Enumerable.Range(1, consumers).Select(number => $"consumer {number}").ToList();
        foreach (var name in names)
            await SubscribeAsync(consumer, name);

        await Task.WhenAll(Enumerable.Range(0, producers).Select(number => PublishAsync(producer, $"producer {number}", number * 1_000L)));

        foreach (var name in names)
        {
            await _rig.Seen.Of(name).WhenItemsAsync(producers * Items);
            foreach (var group in _rig.Seen.Of(name).Items.GroupBy(item => item / 1_000))
                Assert.Equal(Enumerable.Range(0, Items).Select(item => (group.Key * 1_000) + item), group);
            Assert.Equal(producers * Items, _rig.Seen.Of(name).Items.Count);
            Assert.Empty(_rig.Seen.Of(name).Errors);
        }
    }

    [Theory]
    [InlineData("grain")]
    [InlineData("client")]
    public async Task TwoStreams_AreApart(string consumer)
    {
        await SubscribeAsync(consumer, "consumer");

        await _rig.Publisher("producer").PublishAsync(PushRig.Other, 5_000, Items, false);
        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, 1, false);

        await _rig.Seen.Of("consumer").WhenItemsAsync(1);
        Assert.Equal([0], _rig.Seen.Of("consumer").Items);
    }

    [Theory]
    [InlineData("grain")]
    [InlineData("client")]
    public async Task ErrorsAndCompletion_ComeInTheirPlaces(string consumer)
    {
        await SubscribeAsync(consumer, "consumer");

        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 1, 1, false);
        await _rig.Publisher("producer").EndAsync(PushRig.Stream, "made up");
        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 2, 1, false);
        await _rig.Publisher("producer").EndAsync(PushRig.Stream, null);

        var seen = _rig.Seen.Of("consumer");
        await seen.WhenCompletedAsync();
        Assert.Equal([1, 2], seen.Items);
        Assert.Equal("made up", Assert.IsType<InvalidOperationException>(Assert.Single(seen.Errors)).Message);
        Assert.Equal(1, seen.Completions);
    }

    [Fact]
    public async Task Tokens_GrowWithoutAHole()
    {
        var tokens = new List<PushSequenceToken>();
        var seen = _rig.Seen.Of("consumer");
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync((item, token) =>
        {
            tokens.Add((PushSequenceToken)token!);
            seen.Took([item]);
            return Task.CompletedTask;
        });

        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, Items, true);
        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, Items, false);
        await seen.WhenItemsAsync(2 * Items);

        Assert.Equal(Enumerable.Range(1, 2 * Items).Select(number => (long)number), tokens.Select(token => token.SequenceNumber));
        Assert.Single(tokens.Select(token => token.Epoch).Distinct());
    }

    [Fact]
    public async Task TokenToBeginFrom_IsRefused()
    {
        var token = new PushSequenceToken(1, 1);

        await Assert.ThrowsAsync<NotSupportedException>(() => _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(_rig.Seen.Of("nobody")), token));
        Assert.False(_rig.ClientProvider.IsRewindable);
    }

    private Task SubscribeAsync(string kind, string name) => kind == "grain"
        ? _rig.Subscriber(name).SubscribeAsync(PushRig.Stream, inBatches: false)
        : _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(_rig.Seen.Of(name)));

    private Task PublishAsync(string kind, string name, long from) => kind == "grain"
        ? _rig.Publisher(name).PublishAsync(PushRig.Stream, from, Items, false)
        : Publishing.PublishAsync(_rig.ClientProvider, PushRig.Stream, from, Items, false);
}
