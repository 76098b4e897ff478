using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using QuantTradeAI.Cluster.Client.Tests.Relay;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Cluster.Client.Tests.RealCluster;

/// <summary>A real silo on loopback, whose one symbol belongs to the test, and a real client of it.</summary>
internal sealed class OneSilo(ClientStreams streams) : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    private const string Id = "client-tests";

    private readonly (int Silo, int Gateway) _ports = (FreePort(), FreePort());
    private IHost? _silo;
    private IHost? _client;

    public Owner Owner { get; } = new();

    public ClusterMarketDataFeed Feed => _client!.Services.GetRequiredService<ClusterMarketDataFeed>();

    public static async Task<OneSilo> StartAsync(ClientStreams streams)
    {
        var cluster = new OneSilo(streams);
        await cluster.StartSiloAsync();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddQuantTradeAIClient(new ClusterClientOptions
        {
            Configure = client => client.UseLocalhostClustering(cluster._ports.Gateway, Id, Id),
            Streams = streams,
        });
        cluster._client = builder.Build();
        await cluster._client.StartAsync().WaitAsync(Deadline);
        return cluster;
    }

    public async Task StartSiloAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(Owner);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(_ports.Silo, _ports.Gateway, null, Id, Id);
            silo.AddMemoryGrainStorage("PubSubStore");
            if (streams == ClientStreams.Push)
            {
                silo.AddPushStreams(StreamNames.ProviderName);
                return;
            }

            silo.AddMemoryStreams(StreamNames.ProviderName, memory =>
            {
                memory.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly);
                memory.ConfigurePullingAgent(agent => agent.Configure(options => options.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(5)));
            });
        });
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        _silo = builder.Build();
        await _silo.StartAsync().WaitAsync(Deadline);
    }

    public async Task StopSiloAsync()
    {
        await _silo!.StopAsync().WaitAsync(Deadline);
        _silo.Dispose();
        _silo = null;
    }

    /// <summary>Publishes what the owner has, into the streams of the silo.</summary>
    public async Task PublishAsync()
    {
        var provider = _silo!.Services.GetRequiredService<IClusterClient>().GetStreamProvider(StreamNames.ProviderName);
        Owner.FlushAll();
        foreach (var kind in new[] { DataTypes.Trades, DataTypes.Quotes })
        {
            var stream = provider.GetStream<StreamBatch>(StreamNames.Of(Owner.Symbol.Name, kind));
            foreach (var (origin, events) in Owner.Streams[kind.Kind()])
                await stream.OnNextAsync(new StreamBatch { Epoch = origin.Epoch, Continues = origin.Continues, Events = MarketBatch.Write(events) }).WaitAsync(Deadline);
            Owner.Streams[kind.Kind()].Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.StopAsync().WaitAsync(Deadline);
        _client?.Dispose();
        if (_silo is not null)
            await StopSiloAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
