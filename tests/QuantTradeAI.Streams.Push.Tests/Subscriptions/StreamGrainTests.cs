using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using QuantTradeAI.Streams.Push.Hosting;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Tests.Scenarios;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

/// <summary>The grains of streams in clusters of two silos.</summary>
[Collection(ScenarioCollection.Name)]
public sealed class StreamGrainTests : IAsyncLifetime
{
    private readonly List<FakeProcess> _kept = [];
    private PushRig _rig = null!;

    public async Task InitializeAsync() => _rig = await PushRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task SiloOfTheStreamsGrain_Dies_ProducerAndSubscriberEnterAnew()
    {
        var second = _rig.Cluster.Silos[1];
        await HostStreamOnAsync(second);
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(_rig.Seen.Of("client")));
        await PublishAsync(1);
        await _rig.Seen.Of("client").WhenItemsAsync(1);

        await _rig.Cluster.KillSiloAsync(second);

        await PublishUntilAsync(() => _rig.Seen.Of("client").Items.Any(item => item >= 1_000));
        await UntilAsync(async () => await WhereAsync() == _rig.Cluster.Silos[0].SiloAddress, "the stream's grain to live on the other silo");
        Assert.Equal(_rig.Seen.Of("client").Items.Distinct().Order(), _rig.Seen.Of("client").Items);
    }

    [Fact]
    public async Task SiloOfTheStreamsGrain_Stops_ItKnowsElsewhereWhoGetsTheStream()
    {
        var second = _rig.Cluster.Silos[1];
        await HostStreamOnAsync(second);
        var member = Process();
        await Grain().JoinAsync(member, 7, again: false);

        await _rig.Cluster.StopSiloAsync(second);

        var routes = (await Grain().ProduceAsync(member)).Routes.Added;
        Assert.Contains(routes, route => (route.Process.Id, route.Channel) == (member.Id, 7));
    }

    [Fact]
    public async Task SiloOfTheStreamsGrain_Stops_NothingThatIsPublishedMeanwhileIsLost()
    {
        var second = _rig.Cluster.Silos[1];
        await HostStreamOnAsync(second);
        var seen = _rig.Seen.Of("client");
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(seen));

        var stopping = _rig.Cluster.StopSiloAsync(second);
        var published = 0L;
        while (!stopping.IsCompleted)
            await PublishAsync(++published);
        await stopping;
        await PublishAsync(++published);

        await seen.WhenItemsAsync((int)published);
        Assert.Equal(Sequence(1, published), seen.Items);
        Assert.Empty(seen.Errors);
    }

    [Fact]
    public async Task Carrier_Dies_TheSiloOfTheStreamsGrainCarriesOn()
    {
        var (first, second) = (_rig.Cluster.Silos[0], _rig.Cluster.Silos[1]);
        await HostStreamOnAsync(first);
        var name = await SubscriberOnAsync(second);
        await _rig.Subscriber(name).SubscribeAsync(PushRig.Stream, false);
        await PublishAsync(1);
        await _rig.Seen.Of(name).WhenItemsAsync(1);

        await _rig.Cluster.KillSiloAsync(second);

        await PublishUntilAsync(() => _rig.Seen.Of(name).Items.Any(item => item >= 1_000));
        Assert.Equal(_rig.Seen.Of(name).Items.Distinct().Order(), _rig.Seen.Of(name).Items);
    }

    [Fact]
    public async Task SubscriberThatWasTakenForLost_ComesBackByItself()
    {
        await HostStreamOnAsync(_rig.Cluster.Silos[0]);
        await _rig.ClientStream(PushRig.Stream).SubscribeAsync(new SingleObserver(_rig.Seen.Of("client")));
        await PublishAsync(1);
        await _rig.Seen.Of("client").WhenItemsAsync(1);
        var client = _rig.Cluster.Client.ServiceProvider.GetRequiredKeyedService<PushAddress>(PushRig.Provider);

        await Grain().LoseAsync(client.Process.Id, client.Inputs.Open(PushRig.Stream));

        await PublishUntilAsync(() => _rig.Seen.Of("client").Items.Any(item => item >= 1_000));
    }

    [Fact]
    public async Task GrainOfAStream_ThatNobodyIsEnteredAt_Goes()
    {
        await _rig.Subscriber("asks").SubscriptionsAsync(PushRig.Stream);
        await UntilAsync(async () => await WhereAsync() is null, "the asked grain to go");

        await PublishAsync(1);
        Assert.NotNull(await WhereAsync());
        var client = _rig.Cluster.Client.ServiceProvider.GetRequiredKeyedService<StreamRegistrar>(PushRig.Provider);
        client.EndProducing(PushRig.Stream);

        await UntilAsync(async () => await WhereAsync() is null, "the left grain to go");
    }

    [Fact]
    public void ImplicitSubscriptions_AreTheSameOnAllSilos()
    {
        var stream = StreamId.Create(PushRig.Implicit, "key");
        var all = _rig.Cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<ImplicitSubscriptions>().Of(stream).Single()).ToList();

        Assert.Single(all.Distinct());
        Assert.True(all[0].IsImplicit);
        Assert.Empty(_rig.Cluster.Silos[0].ServiceProvider.GetRequiredService<ImplicitSubscriptions>().Of(PushRig.Stream));
    }

    /// <summary>A process of which grains know, and that does nothing by itself.</summary>
    private ProcessAddress Process()
    {
        var process = new FakeProcess();
        _kept.Add(process);
        var grains = _rig.Cluster.Client;
        return process.Address with { Receiver = grains.CreateObjectReference<IPushReceiver>(process), Sender = grains.CreateObjectReference<IPushSender>(process) };
    }

    private static IEnumerable<long> Sequence(long first, long last)
    {
        for (var number = first; number <= last; number++)
            yield return number;
    }

    private IStreamGrain Grain() => _rig.Cluster.Client.GetGrain<IStreamGrain>(StreamGrainKey.Of(PushRig.Provider, PushRig.Stream));

    private async Task<SiloAddress?> WhereAsync() =>
        (await _rig.Cluster.Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics()).FirstOrDefault(grain => grain.GrainId == Grain().GetGrainId())?.SiloAddress;

    /// <summary>The first that enters something has the grain on its silo.</summary>
    private async Task HostStreamOnAsync(InProcessSiloHandle silo)
    {
        await silo.ServiceProvider.GetRequiredKeyedService<StreamRegistrar>(PushRig.Provider).ProduceAsync(PushRig.Stream, default);
        Assert.Equal(silo.SiloAddress, await WhereAsync());
    }

    private async Task<string> SubscriberOnAsync(InProcessSiloHandle silo)
    {
        for (var number = 0; number < 100; number++)
        {
            if (await _rig.Subscriber($"consumer {number}").WhereAsync() == silo.Name)
                return $"consumer {number}";
        }

        throw new InvalidOperationException("No subscriber was placed there.");
    }

    private Task PublishAsync(long number) => Publishing.PublishAsync(_rig.ClientProvider, PushRig.Stream, number, 1, false);

    private Task PublishUntilAsync(Func<bool> reached)
    {
        var number = 1_000L;
        return UntilAsync(async () =>
        {
            if (reached())
                return true;
            await PublishAsync(number++);
            return false;
        }, "an item that was published after");
    }

    /// <summary>For as long as a cluster takes to find out what died.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (!await TryAsync())
                await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Waited in vain for {what}");
        }

        async Task<bool> TryAsync()
        {
            try
            {
                return await holds().WaitAsync(limit.Token);
            }
            catch (Exception) when (!limit.IsCancellationRequested)
            {
                return false; // A silo that is about to be found dead.
            }
        }
    }
}
