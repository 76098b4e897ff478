using Microsoft.Extensions.Hosting;
using QuantTradeAI.Cluster.Client.Streams;

namespace QuantTradeAI.Cluster.Client;

/// <summary>Ends the feed while the Orleans client can still tell the cluster.</summary>
internal sealed class FeedLifetime(ClusterMarketDataFeed feed, ConnectionWatch connection) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await feed.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        connection.NoteEnding();
    }
}
