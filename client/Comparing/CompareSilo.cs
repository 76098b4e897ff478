using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster;
using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Client.Comparing;

/// <summary>The silo of a comparison, in a process of its own that ends with its standard input. It has one of the stream providers, under the name that the cluster's has.</summary>
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
        if (streams == BareSocket.Name)
            BareSocket.Serve(port, CompareRun.PerSecond);
        else
            await StartAsync(port, streams);
        await output.WriteLineAsync(Ready);
        await output.FlushAsync();
        while (await input.ReadLineAsync() is not null)
        {
            // Ends with its standard input.
        }

        Environment.Exit(0);
    }

    private static Task StartAsync(int port, string streams)
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
                    silo.AddPushStreams(StreamNames.ProviderName, Few);
                    break;
                case TunedMemory:
                    StreamProviders.Add(silo, new ClusterStreamsConfig { Provider = ClusterStreamsConfig.MemoryProvider });
                    break;
                default:
                    silo.AddMemoryStreams(StreamNames.ProviderName);
                    break;
            }
        });
        return builder.Build().StartAsync();
    }

    public static void Connect(IClientBuilder client, int port, string streams)
    {
        client.UseLocalhostClustering(port + 1, Name, Name);
        if (streams == Push)
            client.AddPushStreams(StreamNames.ProviderName, Few);
        else
            client.AddMemoryStreams(StreamNames.ProviderName);
    }

    private static void Few(PushStreamOptions options) => options.Defaults.Capacity = Capacity;
}
