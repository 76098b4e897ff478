using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using QuantTradeAI.Streams.Push.Tests.Scenarios;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

[Collection(ScenarioCollection.Name)]
public sealed class StorageChoiceTests
{
    [Fact]
    public async Task GrainThatSubscribes_WithoutAnyStorage_IsToldWhatToAdd()
    {
        await using var cluster = await StartAsync(_ => { });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Subscriber(cluster).SubscribeAsync(PushRig.Stream, false));

        Assert.Contains("PubSubStore", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GrainThatSubscribes_WithADefaultStorage_IsStoredThere()
    {
        await using var cluster = await StartAsync(silo => silo.AddMemoryGrainStorageAsDefault());

        await Subscriber(cluster).SubscribeAsync(PushRig.Stream, false);

        Assert.Equal(1, await Subscriber(cluster).SubscriptionsAsync(PushRig.Stream));
    }

    private static ISubscriberGrain Subscriber(InProcessTestCluster cluster) => cluster.Client.GetGrain<ISubscriberGrain>("one");

    private static async Task<InProcessTestCluster> StartAsync(Action<ISiloBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(new Seen());
            silo.AddPushStreams(PushRig.Provider);
            configure(silo);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
