using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Streams;
using QuantTradeAI.Cluster.Client.Streams;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Cluster.Client;

/// <summary>Puts the feed of a cluster into a service's container.</summary>
public static class ClusterClientHosting
{
    /// <summary>How often the list of silos is read anew, where it comes from a table.</summary>
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds an Orleans client, which connects when the host starts, and <see cref="IMarketDataFeed"/>, which is also a <see cref="ClusterMarketDataFeed"/>.
    /// </summary>
    /// <exception cref="ArgumentException">An option is wrong; the message names it.</exception>
    public static IServiceCollection AddQuantTradeAIClient(this IServiceCollection services, ClusterClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var chosen = options ?? new ClusterClientOptions();
        chosen.Feed.Validate();
        services.AddLogging();
        services.AddOrleansClient(client => Configure(client, chosen));
        return services.AddFeed(chosen.Feed);
    }

    /// <summary>The feed over an Orleans client that is there, and has a <see cref="ConnectionWatch"/>.</summary>
    internal static IServiceCollection AddFeed(this IServiceCollection services, ClusterFeedOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IClusterStreams, OrleansStreams>();
        services.AddSingleton(provider => new ClusterMarketDataFeed(
            provider.GetRequiredService<IClusterStreams>(),
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ClusterMarketDataFeed>>()));
        services.AddHostedService<FeedLifetime>(); // After the Orleans client, so that it ends before it.
        services.AddSingleton<IMarketDataFeed>(provider => provider.GetRequiredService<ClusterMarketDataFeed>());
        return services;
    }

    /// <summary>The same, with silos and streams as <paramref name="configure"/> says.</summary>
    public static IServiceCollection AddQuantTradeAIClient(this IServiceCollection services, Action<IClientBuilder> configure) =>
        services.AddQuantTradeAIClient(new ClusterClientOptions { Configure = configure });

    private static void Configure(IClientBuilder client, ClusterClientOptions options)
    {
        if (options.Configure is null)
            client.UseLocalhostClustering(ClusterEndpointsConfig.DefaultGatewayPort, ClusterConfig.DefaultId, ClusterConfig.DefaultId);
        if (options.Streams == ClientStreams.Push)
            client.AddPushStreams(StreamNames.ProviderName);
        else if (options.Streams == ClientStreams.Memory)
            client.AddMemoryStreams(StreamNames.ProviderName, streams => streams.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly));
        client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = GatewayRefresh);
        client.Services.AddSingleton<ConnectionWatch>();
        client.Services.AddSingleton<IClusterConnectionStatusObserver>(provider => provider.GetRequiredService<ConnectionWatch>());
        client.Services.AddSingleton<IClientConnectionRetryFilter>(provider => new ConnectionRetry(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ConnectionRetry>>(), options.ConnectWithin));
        options.Configure?.Invoke(client);
    }
}
