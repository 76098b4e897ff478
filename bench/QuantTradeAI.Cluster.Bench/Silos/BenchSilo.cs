using System.Globalization;
using System.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using QuantTradeAI.Cluster.Hosting;
using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Streaming.Configuration;
using EngineOptions = QuantTradeAI.Streaming.Gateway.GatewayOptions;

namespace QuantTradeAI.Cluster.Bench.Silos;

/// <summary>A silo with the product's clustering, engine and streams, or Orleans' own stream settings, whose adapters are one under many names.</summary>
internal static class BenchSilo
{
    public const string Job = "silo";

    /// <summary>Memory streams as the product sets them.</summary>
    public const string Tuned = "tuned";

    /// <summary>Push streams, as shipped.</summary>
    public const string Push = "push";

    /// <summary>Memory streams with nothing set.</summary>
    public const string Defaults = "defaults";

    /// <summary>Answers each line with what the process used so far; ends at once with its standard input.</summary>
    public static async Task ServeAsync(string config, string streams, int number, int port, Uri venue)
    {
        var adapters = ManyNames.Adapters();
        using var host = Build(config, ClusterConfigReader.Load(config), streams, number, port, new EngineOptions { Adapters = adapters, EndpointOverride = _ => venue });
        await host.StartAsync();
        Console.WriteLine(GCSettings.IsServerGC ? "server" : "workstation");
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(SiloUse.Now(host.Services.GetRequiredService<SiloRuntime>().Engine));
        Environment.Exit(0);
    }

    private static IHost Build(string path, ClusterConfig cluster, string streams, int number, int port, EngineOptions engine)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddFilter(level => level >= LogLevel.Error).AddProvider(new ErrorLines());
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
            silo.AddActivityPropagation();
            Clustering.Add(silo, cluster with
            {
                Endpoints = cluster.Endpoints with { SiloPort = port, GatewayPort = port + 1 },
                Clustering = cluster.Clustering with { PrimaryPort = port - (number * 2) },
            });
            silo.AddMemoryGrainStorage(ClusterHosting.StorageName);
            silo.AddMemoryGrainStorage("PubSubStore");
            if (streams == Defaults)
                silo.AddMemoryStreams(StreamNames.ProviderName);
            else
                StreamProviders.Add(silo, cluster.Streams with { Provider = streams == Push ? ClusterStreamsConfig.PushProvider : ClusterStreamsConfig.MemoryProvider });
            silo.AddQuantTradeAI(new ClusterHostOptions { ConfigPath = path, SiloName = string.Create(CultureInfo.InvariantCulture, $"silo-{number}"), Engine = engine });
        });
        return builder.Build();
    }
}
