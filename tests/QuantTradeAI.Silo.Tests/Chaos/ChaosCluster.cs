using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Placement;
using QuantTradeAI.Cluster;
using QuantTradeAI.Cluster.Client;
using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Silo.Tests.Support;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Tests.Postgres;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>
/// Three silos in processes of their own with one database, the venues and a client in this process, and trades all the time. The tests share it one after
/// another, and each begins by <see cref="EnsureAsync"/>. Symbols are taken anew by each test, so that none sees what another left behind.
/// </summary>
public sealed class ChaosCluster : IAsyncLifetime
{
    private const int Silos = 3;
    private const string Id = "chaos";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly PostgresServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<SiloProcess> _silos = [];
    private VenueSimulator? _simulator;
    private Traffic? _traffic;
    private IHost? _client;
    private string _connection = "";
    private string _config = "";
    private int _started;
    private int _symbols;

    internal VenueSimulator Simulator => _simulator!;

    /// <summary>Those that were not ended; see <see cref="EnsureAsync"/>.</summary>
    internal IReadOnlyList<SiloProcess> Running => [.. _silos.Where(silo => !silo.HasExited)];

    /// <summary>What the client's log says.</summary>
    internal LineLog ClientLog { get; } = new() { Least = LogLevel.Information };

    /// <summary>Another client, in this process too.</summary>
    internal Task<IHost> ConnectAsync() => ConnectAsync(_connection);

    /// <summary>A subscriber in a process of its own.</summary>
    internal SubscriberProcess StartSubscriber(string stream) => new(stream, _config);

    /// <summary>Has trades of BTC-USDT's sources come at this rate from now on.</summary>
    internal void SetRate(int perSecond) => _traffic!.PerSecond = perSecond;

    internal IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    private IMarketDataFeed Feed => _client!.Services.GetRequiredService<IMarketDataFeed>();

    public async Task InitializeAsync()
    {
        if (PostgresPrograms.Folder is null || !ChaosFactAttribute.IsAskedFor)
            return;
        await _server.InitializeAsync();
        var connection = _connection = await _server.CreateDatabaseAsync();
        _simulator = await VenueSimulator.StartAsync(Venues(), CancellationToken.None);
        _config = _folder.Write("streaming.yaml", Config(connection));
        await SiloProcess.RunAsync("schema", "apply", "--config", _config);
        await StartMissingAsync();
        _client = await ConnectAsync(connection);
        _traffic = new Traffic((_simulator.Binance, "BTCUSDT"), (_simulator.Coinbase, "BTC-USD"));
    }

    public async Task DisposeAsync()
    {
        if (_client is not null)
            await _client.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client?.Dispose();
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        if (_traffic is not null)
            await _traffic.DisposeAsync();
        if (_simulator is not null)
            await _simulator.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Starts the silos that are missing, at once, and returns when all are in the cluster and the providers are live.</summary>
    internal async Task EnsureAsync()
    {
        await StartMissingAsync();
        await UntilAsync(async () => (await ActiveAsync()).Order().SequenceEqual(Running.Select(silo => silo.Port).Order()), "the client to know of the running silos alone");
        await WhenLiveAsync("binance");
        await WhenLiveAsync("coinbase");
    }

    internal async Task StartMissingAsync()
    {
        var missing = Enumerable.Range(0, Silos - Running.Count).Select(_ => SiloProcess.Start($"silo-{++_started}", _config)).ToList();
        _silos.AddRange(missing);
        foreach (var silo in missing)
            await silo.WhenInClusterAsync();
    }

    internal async Task WhenLiveAsync(string provider) =>
        await UntilAsync(async () => await HealthAsync(provider) is { State: ProviderState.Live, Subscriptions: > 0 }, $"{provider} to be live");

    /// <summary>Asked by whichever silo answers: the client may still send by one that does not.</summary>
    internal async Task<ProviderHealthView> HealthAsync(string provider)
    {
        ProviderHealthView? health = null;
        await UntilAsync(
            async () => (health = await Client.GetGrain<IProviderGrain>(provider).GetHealthAsync().WaitAsync(CallDeadline)) is not null, $"the health of {provider}");
        return health!;
    }

    /// <summary>Whether the cluster counts a silo as alive.</summary>
    internal async Task<bool> IsActiveAsync(SiloProcess silo) => (await ActiveAsync()).Contains(silo.Port);

    internal async Task<SiloProcess> OwnerOfAsync(string provider) =>
        Of(SiloAddress.FromParsableString((await HealthAsync(provider)).Standing.Silo));

    internal async Task<SiloProcess> HomeOfAsync(string symbol) => Of((await Management.GetActivationAddress(Client.GetGrain<ISymbolGrain>(symbol)))!);

    /// <summary>Subscribes to a symbol of Coinbase that nobody has used before, which lives on <paramref name="home"/>; returns when its trades come.</summary>
    internal async Task<Witness> WatchNewAsync(SiloProcess home)
    {
        var symbol = $"C{++_symbols:00}-USD";
        var address = (await Management.GetHosts(onlyActive: true)).Keys.Single(silo => silo.Endpoint.Port == home.Port);
        RequestContext.Set(IPlacementDirector.PlacementHintKey, address);
        await Client.GetGrain<ISymbolGrain>(symbol).LookAsync(symbol);
        RequestContext.Clear();
        Assert.Same(home, await HomeOfAsync(symbol));
        _traffic!.Add(Simulator.Coinbase, symbol);
        return await WatchAsync($"{symbol}@coinbase", () => _traffic!.Remove(Simulator.Coinbase, symbol));
    }

    /// <summary>Subscribes to BTC-USDT, which comes from Binance and else from Coinbase.</summary>
    internal Task<Witness> WatchGroupAsync() => WatchAsync("BTC-USDT", static () => { });

    /// <summary>Asks again and again until it is so; an error is a no.</summary>
    internal async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        using var late = new CancellationTokenSource(Deadline);
        var last = "it is not";
        while (true)
        {
            try
            {
                if (await isSo())
                    return;
            }
            catch (Exception error) when (error is not Xunit.Sdk.XunitException)
            {
                last = error.Message;
            }

            if (late.IsCancellationRequested)
                throw new TimeoutException($"Waited {Deadline.TotalSeconds} s in vain for {what} ({last}).\n{string.Join("\n\n", Running.Select(silo => $"{silo.Name}:\n{silo.Tail()}"))}");
            await Task.Delay(LookAgain);
        }
    }

    private IManagementGrain Management => Client.GetGrain<IManagementGrain>(0);

    private async Task<List<int>> ActiveAsync() => [.. (await Management.GetHosts(onlyActive: true).WaitAsync(CallDeadline)).Keys.Select(silo => silo.Endpoint.Port)];

    private SiloProcess Of(SiloAddress silo) => _silos.Single(one => one.Port == silo.Endpoint.Port);

    private async Task<Witness> WatchAsync(string stream, Action onEnd)
    {
        var recorder = new Recorder();
        var subscription = Feed.Subscribe(new SubscriptionRequest { Symbols = [stream], DataTypes = DataTypes.Trades, Policy = QueuePolicy.Block }, recorder);
        var witness = new Witness(stream, recorder, subscription, onEnd);
        await witness.NextAsync(Patience.Limit);
        return witness;
    }

    private async Task<IHost> ConnectAsync(string connection)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<ILoggerFactory>(ClientLog);
        builder.Services.AddQuantTradeAIClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (Id, Id));
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Clustering.PostgreSqlInvariant, connection));
        });
        var host = builder.Build();
        await host.StartAsync().WaitAsync(Deadline);
        return host;
    }

    private string Config(string connection) => $$"""
        streaming:
          providers:
            - {name: binance, websocket_url: "{{At(Simulator.Binance)}}", symbols: {BTC-USDT: BTCUSDT} }
            - {name: coinbase, websocket_url: "{{At(Simulator.Coinbase)}}", symbols: {BTC-USDT: BTC-USD, ETH-USD: ETH-USD} }
            - {name: example, websocket_url: "ws://127.0.0.1:1", symbols: [AAPL], circuit_breaker: {failure_threshold: 1, timeout: 300} }
          failover:
            usdt: {symbols: [BTC-USDT], providers: [binance, coinbase], standby: hot, failback_after: 3600}
          cluster:
            cluster_id: {{Id}}
            service_id: {{Id}}
            clustering: {kind: adonet, provider: postgresql, connection: "{{connection}}"}
            grain_storage: {kind: adonet, provider: postgresql, connection: "{{connection}}"}
            endpoints: {advertised_address: 127.0.0.1}
        """;

    private static string At(SimulatedVenue venue) => venue.WebSocketUrl.ToString();

    private static SimulatorOptions Venues()
    {
        var coins = Enumerable.Range(1, 40).Select(number => new SimulatedSymbol($"C{number:00}-USD", $"C{number:00}", "USD", 100m, 0.01m, 0.001m));
        return new SimulatorOptions { Coinbase = new CoinbaseOptions { Symbols = [.. new CoinbaseOptions().Symbols, .. coins] } };
    }
}
