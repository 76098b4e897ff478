using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.TestingHost;

namespace QuantTradeAI.Streams.Push.Tests.Scenarios;

/// <summary>Silos and a client with push streams, and storage that outlives them.</summary>
internal sealed class PushRig : IAsyncDisposable
{
    public const string Provider = "push";
    public const string Implicit = "implicit";

    public static readonly StreamId Stream = StreamId.Create("scenario", "one");
    public static readonly StreamId Other = StreamId.Create("scenario", "two");

    private PushRig(int silos, Action<PushStreamOptions>? configure)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(Seen);
            silo.Services.AddKeyedSingleton<IGrainStorage>("PubSubStore", Storage);
            silo.Configure<ClusterMembershipOptions>(options =>
                (options.ProbeTimeout, options.NumMissedProbesLimit, options.NumVotesForDeathDeclaration) = (TimeSpan.FromSeconds(1), 3, 1));
            silo.AddPushStreams(Provider, Quick);
            silo.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(Log);
        });
        builder.ConfigureClient(client => client.AddPushStreams(Provider, Quick));
        Cluster = builder.Build();

        void Quick(PushStreamOptions options)
        {
            (options.Heartbeat, options.Lease) = (TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(3));
            configure?.Invoke(options);
        }
    }

    public InProcessTestCluster Cluster { get; }

    public Seen Seen { get; } = new();

    public LineLog Log { get; } = new();

    public SharedStorage Storage { get; } = new();

    public static async Task<PushRig> StartAsync(int silos = 2, Action<PushStreamOptions>? configure = null)
    {
        var rig = new PushRig(silos, configure);
        await rig.Cluster.DeployAsync();
        return rig;
    }

    public IAsyncStream<long> ClientStream(StreamId stream) => ClientProvider.GetStream<long>(stream);

    public IStreamProvider ClientProvider => Cluster.Client.GetStreamProvider(Provider);

    public ISubscriberGrain Subscriber(string name) => Cluster.Client.GetGrain<ISubscriberGrain>(name);

    public IPublisherGrain Publisher(string name) => Cluster.Client.GetGrain<IPublisherGrain>(name);

    public InProcessSiloHandle SiloNamed(string name) => Cluster.Silos.Single(silo => silo.Name == name);

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        if (Environment.GetEnvironmentVariable("CLUSTER_LOG") is { } path)
            await File.WriteAllLinesAsync(path, Log.Lines);
    }
}
