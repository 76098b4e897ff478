using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Client.Commands;
using QuantTradeAI.Cluster.Client;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Client.Connecting;

/// <summary>A connection to the cluster, for one command.</summary>
internal sealed class ClusterConnection : IAsyncDisposable
{
    /// <summary>How long a cluster may take to answer.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(5);

    private readonly IHost _host;

    private ClusterConnection(IHost host) => _host = host;

    public IClusterClient Cluster => _host.Services.GetRequiredService<IClusterClient>();

    public ClusterMarketDataFeed Feed => _host.Services.GetRequiredService<ClusterMarketDataFeed>();

    /// <exception cref="CommandFailedException">No cluster answers in time.</exception>
    public static async Task<ClusterConnection> OpenAsync(CommandHost commands, ClientSettings settings, CancellationToken stop)
    {
        var config = settings.Config is { } path ? ClusterConfigReader.Load(Existing(path)) : new ClusterConfig();
        var place = ClientClustering.Describe(config);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(commands.Clock);
        builder.Logging.AddProvider(new LineLogging(commands.Say));
        builder.Services.AddQuantTradeAIClient(new ClusterClientOptions
        {
            Configure = client => ClientClustering.Configure(client, config),
            Streams = ClientClustering.StreamsOf(config),
            ConnectWithin = Deadline,
        });
        var host = builder.Build();
        using var limit = new CancellationTokenSource(Deadline, commands.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        try
        {
            await host.StartAsync(both.Token).WaitAsync(both.Token);
            return new ClusterConnection(host);
        }
        catch (Exception error) when (!stop.IsCancellationRequested)
        {
            host.Dispose();
            var why = limit.IsCancellationRequested ? $"no answer within {Deadline.TotalSeconds:0} s" : Root(error);
            throw new CommandFailedException($"no cluster answers {place}: {why}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(EndDeadline);
        try
        {
            await Feed.DisposeAsync().AsTask().WaitAsync(limit.Token);
            await _host.StopAsync(limit.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or OrleansException)
        {
            // What a command leaves behind in the cluster ends with its lease.
        }

        _host.Dispose();
    }

    private static string Existing(string path) =>
        File.Exists(path) ? path : throw new CommandFailedException($"there is no file {path}; name another with --config PATH");

    private static string Root(Exception error) => error.GetBaseException().Message;
}
