using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Streams;
using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Silo.Tests.Support;
using QuantTradeAI.Streams.Push;
using QuantTradeAI.Tests.Postgres;

namespace QuantTradeAI.Silo.Tests.Chaos.Streams;

/// <summary>Three silos in processes of their own with one database, whose grains publish, and clients in this process.</summary>
internal sealed class PulseCluster : IAsyncDisposable
{
    private const int Silos = 3;
    private const string Id = "pulses";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeepAgain = TimeSpan.FromMilliseconds(200);

    private readonly PostgresServer _server = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<PulseProcess> _silos = [];
    private readonly List<IHost> _clients = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Dictionary<long, long> _ends = [];
    private string _connection = "";
    private string _config = "";
    private int _started;
    private Task _keeping = Task.CompletedTask;

    public IReadOnlyList<PulseProcess> Running => [.. _silos.Where(silo => !silo.HasExited)];

    /// <summary>The last numbers of the runs that ended orderly.</summary>
    public IReadOnlyDictionary<long, long> Ends
    {
        get
        {
            foreach (var (run, last) in _silos.SelectMany(silo => silo.Ends()))
                _ends[run] = last;
            return _ends;
        }
    }

    public static async Task<PulseCluster> StartAsync()
    {
        var cluster = new PulseCluster();
        await cluster._server.InitializeAsync();
        cluster._connection = await cluster._server.CreateDatabaseAsync();
        cluster._config = cluster._folder.Write("streaming.yaml", $$"""
            streaming:
              providers:
                - {name: example, websocket_url: "ws://127.0.0.1:1", symbols: [AAPL]}
              cluster:
                cluster_id: {{Id}}
                service_id: {{Id}}
                clustering: {kind: adonet, provider: postgresql, connection: "{{cluster._connection}}"}
                grain_storage: {kind: adonet, provider: postgresql, connection: "{{cluster._connection}}"}
                endpoints: {advertised_address: 127.0.0.1}
            """);
        await SiloProcess.RunAsync("schema", "apply", "--config", cluster._config);
        await cluster.StartMissingAsync();
        return cluster;
    }

    public async Task StartMissingAsync()
    {
        var missing = Enumerable.Range(0, Silos - Running.Count).Select(_ => PulseProcess.Start($"silo-{++_started}", _config)).ToList();
        _silos.AddRange(missing);
        foreach (var silo in missing)
            await silo.WhenInClusterAsync();
    }

    /// <summary>A client that is subscribed to so many streams.</summary>
    public async Task<IReadOnlyList<PulseAudit>> SubscribeAsync(string name, int streams)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Id, Id));
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Clustering.PostgreSqlInvariant, _connection));
            client.AddPushStreams(PulseSilo.Provider);
        });
        var host = builder.Build();
        _clients.Add(host);
        await host.StartAsync().WaitAsync(Deadline);
        var provider = ClientOf(host).GetStreamProvider(PulseSilo.Provider);
        var audits = Enumerable.Range(0, streams).Select(stream => new PulseAudit($"{name}, stream {stream}")).ToList();
        for (var stream = 0; stream < streams; stream++)
            await provider.GetStream<Pulse>(PulseSilo.Namespace, stream).SubscribeAsync(audits[stream]);
        return audits;
    }

    /// <summary>Has grains publish at this rate, all together, whatever silos do.</summary>
    public void Publish(int streams, int perSecond) => _keeping = Task.WhenAll(Enumerable.Range(0, streams).Select(stream => KeepAsync(stream, perSecond / streams)));

    /// <summary>Ends all producers.</summary>
    public async Task EndAsync(int streams)
    {
        await _ending.CancelAsync();
        await _keeping;
        for (var stream = 0; stream < streams; stream++)
        {
            var (run, last) = await GrainOf(stream).EndAsync().WaitAsync(Deadline);
            _ends[run] = last;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _keeping;
        foreach (var client in _clients)
        {
            await client.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            client.Dispose();
        }

        foreach (var silo in _silos)
            await silo.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
        _ending.Dispose();
    }

    private async Task KeepAsync(int stream, int perSecond)
    {
        using var timer = new PeriodicTimer(KeepAgain);
        while (!_ending.IsCancellationRequested)
        {
            await GrainOf(stream).KeepAsync(perSecond).WaitAsync(CallDeadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // Its silo may have died.
            await ((Task)timer.WaitForNextTickAsync(_ending.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private IPulseGrain GrainOf(int stream) => ClientOf(_clients[0]).GetGrain<IPulseGrain>(stream);

    private static IClusterClient ClientOf(IHost host) => host.Services.GetRequiredService<IClusterClient>();
}
