using Orleans.Streams;
using QuantTradeAI.Cluster;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Silo.Hosting;

/// <summary>What carries events to clients. Another provider is another case here, under the same name.</summary>
internal static class StreamProviders
{
    public static void Add(ISiloBuilder silo, ClusterStreamsConfig config)
    {
        switch (config.Provider)
        {
            case ClusterStreamsConfig.PushProvider:
                silo.AddPushStreams(StreamNames.ProviderName);
                break;
            case ClusterStreamsConfig.MemoryProvider:
                silo.AddMemoryStreams(StreamNames.ProviderName, streams =>
                {
                    streams.ConfigurePartitioning(config.Partitions);
                    Tune(streams, config);
                    streams.ConfigureCacheEviction(options => options.Configure(cache =>
                    {
                        cache.DataMinTimeInCache = config.CacheLeast;
                        cache.DataMaxAgeInCache = config.CacheMost;
                        cache.MetadataMinTimeInCache = config.CacheMost * 2;
                    }));
                });
                break;
            default:
                AddAzureQueue(silo, config);
                break;
        }
    }

    /// <summary>Subscriptions are made by name only, so nobody looks for grains that are subscribed implicitly.</summary>
    private static void Tune(ISiloPersistentStreamConfigurator streams, ClusterStreamsConfig config)
    {
        streams.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly);
        streams.ConfigurePullingAgent(options => options.Configure(agent =>
        {
            agent.GetQueueMsgsTimerPeriod = config.PollPeriod;
            agent.BatchContainerBatchSize = config.BatchSize;
        }));
    }

#if AZURE_QUEUE
    private static void AddAzureQueue(ISiloBuilder silo, ClusterStreamsConfig config) =>
        silo.AddAzureQueueStreams(StreamNames.ProviderName, streams =>
        {
            streams.ConfigureAzureQueue(options => options.Configure(queue =>
            {
                queue.QueueServiceClient = new Azure.Storage.Queues.QueueServiceClient(config.Connection!.Reveal());
                queue.QueueNames = [.. Enumerable.Range(0, config.Partitions).Select(number => $"quanttradeai-{number}")];
            }));
            Tune(streams, config);
        });
#else
    private static void AddAzureQueue(ISiloBuilder silo, ClusterStreamsConfig config) =>
        throw new CommandFailedException($"{BuildParts.StreamsKey}: {config.Provider} is not part of this program; {BuildParts.HowToAddAzureQueue}");
#endif
}
