using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using Orleans.Streams;
using Orleans.TestingHost;
using QuantTradeAI.Cluster.Client;
using QuantTradeAI.Cluster.Client.Streams;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>Simulated venues, silos that are connected to them, and a client outside of the silos; in real time.</summary>
internal sealed class ClusterRig : IAsyncDisposable
{
    /// <summary>BTC-USDT comes from Binance, or else from Coinbase, which trades another pair under that name here.</summary>
    public const string Grouped = """
        streaming:
          providers:
            - {name: binance, websocket_url: "ws://localhost:1", symbols: {BTC-USDT: BTCUSDT}}
            - {name: coinbase, websocket_url: "ws://localhost:1", symbols: {BTC-USDT: BTC-USD}}
          failover:
            usdt: {symbols: [BTC-USDT], providers: [binance, coinbase], standby: hot, failback_after: 60}
          cluster: {supervision_interval: 1, fencing_interval: 1}
        """;

    /// <summary>Each venue its own symbol.</summary>
    public const string Apart = """
        streaming:
          providers:
            - {name: binance, websocket_url: "ws://localhost:1", symbols: {BTC-USDT: BTCUSDT}}
            - {name: coinbase, websocket_url: "ws://localhost:1", symbols: [BTC-USD]}
          cluster: {supervision_interval: 1, fencing_interval: 1}
        """;

    private readonly ClientStreams _streams;
    private readonly string _folder = Directory.CreateTempSubdirectory("cluster").FullName;

    private ClusterRig(VenueSimulator simulator, string config, int silos, ClientStreams streams)
    {
        _streams = streams;
        Simulator = simulator;
        File.WriteAllText(ConfigPath, config);
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) => Configure(silo));
        builder.ConfigureClientHost(host => host.Services.AddFeed(new ClusterFeedOptions { SilentAfter = TimeSpan.FromSeconds(1), Grace = TimeSpan.FromSeconds(1) }));
        builder.ConfigureClient(client =>
        {
            if (streams == ClientStreams.Push)
                client.AddPushStreams(StreamNames.ProviderName);
            else
                client.AddMemoryStreams(StreamNames.ProviderName);
            client.Services.AddSingleton<ConnectionWatch>();
            client.Services.AddSingleton<IClusterConnectionStatusObserver>(provider => provider.GetRequiredService<ConnectionWatch>());
        });
        Cluster = builder.Build();
    }

    public VenueSimulator Simulator { get; }

    public InProcessTestCluster Cluster { get; }

    public SharedStorage Storage { get; } = new();

    /// <summary>Loses what silos publish, where it is told to.</summary>
    public StreamLoss Loss { get; } = new();

    public LineLog Log { get; } = new();

    public string ConfigPath => Path.Combine(_folder, "streaming.yaml");

    public IMarketDataFeed Feed => Cluster.Client.ServiceProvider.GetRequiredService<IMarketDataFeed>();

    public IGatewayOperations Operations => ServicesOf(Cluster.Silos[0]).GetRequiredService<IGatewayOperations>();

    public static async Task<ClusterRig> StartAsync(string config = Apart, int silos = 2, SimulatorOptions? simulator = null, ClientStreams streams = ClientStreams.Push)
    {
        var rig = new ClusterRig(await VenueSimulator.StartAsync(simulator ?? new SimulatorOptions(), CancellationToken.None), config, silos, streams);
        await rig.Cluster.DeployAsync();
        return rig;
    }

    public IProviderGrain Provider(string name) => Cluster.Client.GetGrain<IProviderGrain>(name);

    public static IServiceProvider ServicesOf(InProcessSiloHandle silo) => silo.SiloHost.Services;

    public static SiloEngine EngineOf(InProcessSiloHandle silo) => ServicesOf(silo).GetRequiredService<SiloRuntime>().Engine;

    /// <summary>Subscribes and returns once the stream is leased, so that what is published from then on must come.</summary>
    public async Task<Recorder> RecordAsync(string stream, DataTypes dataTypes = DataTypes.Trades)
    {
        var recorder = new Recorder();
        Feed.Subscribe(new SubscriptionRequest { Symbols = [stream], DataTypes = dataTypes, Policy = QueuePolicy.Block }, recorder);
        await Patience.For(Cluster.Client.ServiceProvider.GetRequiredService<ClusterMarketDataFeed>().WhenFollowedAsync(stream), $"{stream} to be followed");
        return recorder;
    }

    /// <summary>Returns once the providers are live.</summary>
    public async Task WhenLiveAsync(params string[] providers)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (var provider in providers)
        {
            while (await TryGetHealthAsync(provider) is not { State: ProviderState.Live, Subscriptions: > 0 })
            {
                Assert.False(late.IsCancellationRequested, $"{provider} does not become live.{Environment.NewLine}{string.Join(Environment.NewLine, Log.Lines.TakeLast(60))}");
                await Task.Delay(20);
            }
        }
    }

    public async Task<ProviderHealthView?> TryGetHealthAsync(string provider)
    {
        try
        {
            return await Provider(provider).GetHealthAsync();
        }
        catch (Exception)
        {
            return null;
        }
    }

    /// <summary>Returns a provider's health once it is so.</summary>
    public async Task<ProviderHealthView> UntilHealthAsync(string provider, Predicate<ProviderHealthView> wanted, string what)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var health = await TryGetHealthAsync(provider);
            if (health is not null && wanted(health))
                return health;
            Assert.False(late.IsCancellationRequested, $"Waited in vain for {what} of {provider}; it is {health}.{Environment.NewLine}{string.Join(Environment.NewLine, Log.Lines.TakeLast(40))}");
            await Task.Delay(20);
        }
    }

    /// <summary>Trades there until one has come.</summary>
    public async Task UntilTradesComeAsync(Recorder seen, SimulatedVenue venue, string native)
    {
        var before = seen.Trades.Count;
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (seen.Trades.Count == before)
        {
            Assert.False(late.IsCancellationRequested, $"No trade of {native} comes; {seen.Story}.{Environment.NewLine}{string.Join(Environment.NewLine, Log.Lines.TakeLast(40))}");
            venue.PublishTrade(native);
            await Task.Delay(20);
        }
    }

    /// <summary>The silo that owns a provider.</summary>
    public async Task<InProcessSiloHandle> OwnerOfAsync(string provider)
    {
        var standing = await Provider(provider).GetStandingAsync();
        return Cluster.Silos.Single(silo => silo.SiloAddress.ToParsableString() == standing.Silo);
    }

    /// <summary>Has a symbol live on another silo than its provider's owner, while trades flow.</summary>
    public async Task KeepApartAsync(string provider, string symbol)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var owner = await OwnerOfAsync(provider);
        while (FindHomeOf(symbol) is not { } home || home == owner)
        {
            Assert.False(late.IsCancellationRequested, $"{symbol} always lives where {provider} is owned.");
            if (FindHomeOf(symbol) == owner)
                await Cluster.DeactivateAsync(Cluster.Client.GetGrain<ISymbolGrain>(symbol));
            await Task.Delay(50);
        }
    }

    /// <summary>The silo that a symbol lives on.</summary>
    public InProcessSiloHandle HomeOf(string symbol) => FindHomeOf(symbol) ?? throw new InvalidOperationException($"{symbol} lives nowhere.");

    private InProcessSiloHandle? FindHomeOf(string symbol) => Cluster.Silos.SingleOrDefault(silo =>
        ServicesOf(silo).GetRequiredService<SiloRuntime>().EngineIfReady?.Symbols.Hosts.Any(host => host.Symbol.Name == symbol) is true);

    public async ValueTask DisposeAsync()
    {
        if (Environment.GetEnvironmentVariable("CLUSTER_LOG") is { } path)
            await File.WriteAllLinesAsync(path, Log.Lines);
        await Cluster.DisposeAsync();
        await Simulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Configure(ISiloBuilder silo)
    {
        silo.Services.AddKeyedSingleton<IGrainStorage>(ClusterHosting.StorageName, Storage);
        silo.Services.AddKeyedSingleton<IGrainStorage>("PubSubStore", Storage);
        silo.AddOutgoingGrainCallFilter(Loss);
        if (_streams == ClientStreams.Push)
            silo.AddPushStreams(StreamNames.ProviderName);
        else
            AddMemoryStreams(silo);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(1);
            options.NumMissedProbesLimit = 3;
            options.NumVotesForDeathDeclaration = 1;
        });
        silo.Services.AddSingleton<ILoggerFactory>(new OwnLines(Log));
        silo.AddQuantTradeAI(new ClusterHostOptions
        {
            ConfigPath = ConfigPath,
            Engine = new QuantTradeAI.Streaming.Gateway.GatewayOptions
            {
                Adapters = [TestAdapter.Of("binance", Impatient), TestAdapter.Of("coinbase")],
                EndpointOverride = name => Simulator.Venue(name).WebSocketUrl,
                LoggerFactory = Log,
                Random = () => 0.1,
            },
        });
    }

    private static ConnectionRules Impatient(ConnectionRules own) => own with { PingInterval = TimeSpan.FromSeconds(1), PongTimeout = TimeSpan.FromSeconds(1) };

    private static void AddMemoryStreams(ISiloBuilder silo) => silo.AddMemoryStreams(StreamNames.ProviderName, streams =>
    {
        streams.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly);
        streams.ConfigurePullingAgent(options => options.Configure(agent => agent.GetQueueMsgsTimerPeriod = TimeSpan.FromMilliseconds(5)));
    });
}
