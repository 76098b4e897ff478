using Microsoft.Extensions.Hosting;

namespace QuantTradeAI.Cluster.Client;

/// <summary>Ends the feed while the Orleans client can still tell the cluster.</summary>
internal sealed class FeedLifetime(ClusterMarketDataFeed feed) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => feed.DisposeAsync().AsTask().WaitAsync(cancellationToken);
}
