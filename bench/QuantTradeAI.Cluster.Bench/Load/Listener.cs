using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Bench.Silos;
using QuantTradeAI.Cluster.Client;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Bench.Load;

/// <summary>A client outside of the silos, with one subscription to the trades of all symbols.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly IHost _host;
    private readonly IMarketDataSubscription _subscription;

    private Listener(IHost host, IMarketDataSubscription subscription, Audit audit) => (_host, _subscription, Audit) = (host, subscription, audit);

    public Audit Audit { get; }

    public ClusterFeedStatistics Feed => _host.Services.GetRequiredService<ClusterMarketDataFeed>().Statistics;

    public SubscriptionStatistics Subscription => _subscription.Statistics;

    /// <summary>Connects and subscribes. What silos publish may come a little later.</summary>
    public static async Task<Listener> StartAsync(SiloSet silos, int symbols)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFilter(level => level >= LogLevel.Error).AddProvider(new ErrorLines());
        builder.Services.AddQuantTradeAIClient(new ClusterClientOptions
        {
            Configure = client => client.UseLocalhostClustering(silos.Gateways, ClusterConfig.DefaultId, ClusterConfig.DefaultId),
            Streams = silos.Streams == BenchSilo.Push ? ClientStreams.Push : ClientStreams.Memory,
        });
        var host = builder.Build();
        await host.StartAsync().WaitAsync(Patience);
        var audit = new Audit();
        var request = new SubscriptionRequest
        {
            Symbols = [.. Enumerable.Range(0, symbols).Select(Instruments.Name)],
            DataTypes = DataTypes.Trades,
            Policy = QueuePolicy.Block,
            Capacity = 1 << 17,
        };
        return new Listener(host, host.Services.GetRequiredService<ClusterMarketDataFeed>().Subscribe(request, audit), audit);
    }

    /// <summary>Returns once every symbol has traded here.</summary>
    public async Task WhenAllTradedAsync(int symbols)
    {
        using var late = new CancellationTokenSource(Patience);
        while (Audit.Symbols < symbols)
        {
            if (late.IsCancellationRequested)
                throw new TimeoutException($"Waited {Patience.TotalMinutes} min in vain for all symbols to trade: {Audit.Symbols} of {symbols} have. {string.Join("; ", Audit.Statuses)}");
            await Task.Delay(LookAgain);
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await _subscription.DisposeAsync();
        try
        {
            await _host.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The bench is over.
        }

        _host.Dispose();
    }
}
