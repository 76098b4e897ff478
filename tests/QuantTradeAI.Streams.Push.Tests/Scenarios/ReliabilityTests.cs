using Orleans.Runtime.Placement;

namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

/// <summary>Silos die, clients go and come back.</summary>
[Collection(ScenarioCollection.Name)]
public sealed class ReliabilityTests : IAsyncLifetime
{
    private PushRig _rig = null!;

    public async Task InitializeAsync() => _rig = await PushRig.StartAsync(3, options => options.MaxFrameBytes = 4_096);

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task ConsumersSilo_Dies_TheConsumerGetsItemsElsewhere()
    {
        await _rig.Subscriber("consumer").SubscribeAsync(PushRig.Stream, false);
        var home = await _rig.Subscriber("consumer").WhereAsync();
        await PublishFromTheClientAsync(0);
        await _rig.Seen.Of("consumer").WhenItemsAsync(1);

        await _rig.Cluster.KillSiloAsync(_rig.SiloNamed(home));

        await PublishUntilAsync(() => _rig.Seen.Of("consumer").Items.Any(item => item >= 1_000));
        Assert.Equal(_rig.Seen.Of("consumer").Items.Distinct().Order(), _rig.Seen.Of("consumer").Items);
    }

    [Fact]
    public async Task ProducersSilo_Dies_TheNextProducerReachesTheSameSubscribers()
    {
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(_rig.Seen.Of("client")));
        await _rig.Subscriber("grain").SubscribeAsync(PushRig.Stream, false);
        await _rig.Publisher("producer").PublishAsync(PushRig.Stream, 0, 10, false);
        await _rig.Seen.Of("client").WhenItemsAsync(10);

        await _rig.Cluster.KillSiloAsync(_rig.Cluster.Silos[^1]);
        await _rig.Cluster.KillSiloAsync(_rig.Cluster.Silos[^1]);

        await PublishUntilAsync(() => _rig.Seen.Of("client").Items.Any(item => item >= 1_000) && _rig.Seen.Of("grain").Items.Any(item => item >= 1_000));
        Assert.Equal(_rig.Seen.Of("client").Items.Distinct(), _rig.Seen.Of("client").Items);
    }

    [Fact]
    public async Task ProducersSilo_Stops_WhatItsGrainsPublishWhenTheyEndIsHeard()
    {
        var (leaves, seen) = (_rig.Cluster.Silos[^1], _rig.Seen.Of("client"));
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(seen));
        RequestContext.Set(IPlacementDirector.PlacementHintKey, leaves.SiloAddress);
        await _rig.Publisher("leaving").PrepareLastWordsAsync(PushRig.Stream, 5_000);
        RequestContext.Clear();

        await _rig.Cluster.StopSiloAsync(leaves);

        await seen.WhenItemsAsync(5_000);
        Assert.Equal(Enumerable.Range(1, 5_000).Select(item => (long)item), seen.Items);
    }

    [Fact]
    public async Task AllSilos_StoppedAndStarted_SubscriptionsOfGrainsAndClientsAreThere()
    {
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(_rig.Seen.Of("client")));
        await _rig.Subscriber("grain").SubscribeAsync(PushRig.Stream, false);
        foreach (var silo in _rig.Cluster.Silos.ToList())
            await _rig.Cluster.KillSiloAsync(silo);
        await _rig.Cluster.StartAdditionalSiloAsync();
        await _rig.Cluster.StartAdditionalSiloAsync();

        await PublishUntilAsync(() => _rig.Seen.Of("client").Items.Any(item => item >= 1_000) && _rig.Seen.Of("grain").Items.Any(item => item >= 1_000));
    }

    private Task PublishFromTheClientAsync(long from) => Publishing.PublishAsync(_rig.ClientProvider, PushRig.Stream, from, 1, false);

    /// <summary>Numbers from 1,000, for as long as a cluster takes to find out what died.</summary>
    private async Task PublishUntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var number = 1_000L; !reached(); number++)
        {
            try
            {
                await _rig.Publisher("producer").PublishAsync(PushRig.Stream, number, 1, false).WaitAsync(limit.Token);
            }
            catch (Exception) when (!limit.IsCancellationRequested)
            {
                // A silo that is about to be found dead.
            }

            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
