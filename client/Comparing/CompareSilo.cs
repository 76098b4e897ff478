using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Client.Comparing;

/// <summary>The silo of a comparison, in a process of its own that ends with its standard input. It has each of the providers.</summary>
internal static class CompareSilo
{
    public const string Push = "push";
    public const string TunedMemory = "memory, tuned";
    public const string DefaultMemory = "memory, defaults";

    /// <summary>What it says when it can be called.</summary>
    public const string Ready = "ready";

    /// <summary>Items that wait for one subscriber at most: few, so that those that come are young even while nothing keeps up.</summary>
    public const int Capacity = 2_048;

    private const string Name = "quanttradeai-bench";

    public static async Task RunAsync(int port, string streams, TextReader input, TextWriter output)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFilter(level => level >= LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, port + 1, null, Name, Name);
            silo.AddMemoryGrainStorage("PubSubStore");
            switch (streams)
            {
                case Push:
                    silo.AddPushStreams(streams, Few);
                    break;
                case TunedMemory:
                    silo.AddMemoryStreams(streams, memory =>
                    {
                        memory.ConfigurePartitioning(4);
                        memory.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly);
                        memory.ConfigurePullingAgent(options => options.Configure(agent =>
                            (agent.GetQueueMsgsTimerPeriod, agent.BatchContainerBatchSize) = (TimeSpan.FromMilliseconds(1), 100)));
                        memory.ConfigureCacheEviction(options => options.Configure(cache =>
                            (cache.DataMinTimeInCache, cache.DataMaxAgeInCache) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10))));
                    });
                    break;
                default:
                    silo.AddMemoryStreams(streams);
                    break;
            }
        });
        using var host = builder.Build();
        await host.StartAsync();
        await output.WriteLineAsync(Ready);
        await output.FlushAsync();
        while (await input.ReadLineAsync() is not null)
        {
            // Ends with its standard input.
        }

        Environment.Exit(0);
    }

    public static void Connect(IClientBuilder client, int port, string streams)
    {
        client.UseLocalhostClustering(port + 1, Name, Name);
        if (streams == Push)
            client.AddPushStreams(streams, Few);
        else
            client.AddMemoryStreams(streams);
    }

    private static void Few(PushStreamOptions options) => options.Defaults.Capacity = Capacity;
}
