using System.Globalization;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using QuantTradeAI.Silo.Hosting;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Silo.Tests.Chaos.Streams;

/// <summary>What this assembly is as a program: a silo with push streams and producers, and nothing of market data.</summary>
internal static class PulseSilo
{
    public const string Program = "QuantTradeAI.Silo.Tests.dll";
    public const string Provider = "push";
    public const string Namespace = "pulses";

    /// <summary>What it says when it works in the cluster.</summary>
    public const string Ready = "it is in the cluster";

    public static async Task Main(string[] args)
    {
        var cluster = ClusterConfigReader.Load(args[0]);
        var (port, gateway) = (int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.ClusterId, cluster.ServiceId));
            Clustering.Add(silo, cluster with { Endpoints = cluster.Endpoints with { SiloPort = port, GatewayPort = gateway } });
            silo.AddPushStreams(Provider);
        });
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(Ready);
        await host.WaitForShutdownAsync();
    }
}
