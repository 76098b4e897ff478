using System.Reflection;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Client;
using QuantTradeAI.Streaming.Adapters;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streams.Push;

namespace QuantTradeAI.Cluster.Tests;

/// <summary>Dependencies point one way, and log lines can be told apart: from the engine's too, which runs in the same process.</summary>
public sealed class ArchitectureTests
{
    private const string Prefix = "QuantTradeAI.";

    private static readonly Assembly Abstractions = typeof(StreamBatch).Assembly;
    private static readonly Assembly Cluster = typeof(ClusterHosting).Assembly;
    private static readonly Assembly Client = typeof(ClusterMarketDataFeed).Assembly;
    private static readonly Assembly Push = typeof(IPushStreamProvider).Assembly;

    [Fact]
    public void Abstractions_KnowNoEngine() => Assert.Equal(["QuantTradeAI.Streaming.Abstractions"], Ours(Abstractions));

    [Fact]
    public void Cluster_KnowsNoVenueNoClientAndNoHost() =>
        Assert.Equal(["QuantTradeAI.Cluster.Abstractions", "QuantTradeAI.Streaming", "QuantTradeAI.Streaming.Abstractions", "QuantTradeAI.Streams.Push"], Ours(Cluster));

    [Fact]
    public void Client_KnowsNoGrains() =>
        Assert.Equal(["QuantTradeAI.Cluster.Abstractions", "QuantTradeAI.Streaming", "QuantTradeAI.Streaming.Abstractions", "QuantTradeAI.Streams.Push"], Ours(Client));

    [Fact]
    public void PushStreams_KnowNoMarketData() => Assert.Empty(Ours(Push));

    [Fact]
    public void Client_NeedsNoSilo() => Assert.DoesNotContain(Names(Client), name => name is "Orleans.Runtime" or "Orleans.Server");

    [Theory]
    [InlineData("Azure")]
    [InlineData("Npgsql")]
    [InlineData("Sqlite")]
    [InlineData("AspNetCore")]
    [InlineData("OpenTelemetry")]
    public void Storage_AndSurfaces_AreTheHosts(string foreign) =>
        Assert.All((Assembly[])[Abstractions, Cluster, Client, Push], assembly => Assert.DoesNotContain(Names(assembly), name => name.Contains(foreign, StringComparison.Ordinal)));

    [Fact]
    public void LogEvents_HaveNumbersOfTheirOwn()
    {
        var cluster = Numbers(Abstractions, Cluster, Client, Push);
        var engine = Numbers(typeof(StreamingGateway).Assembly, typeof(BuiltInAdapters).Assembly, typeof(VenueSimulator).Assembly);

        Assert.NotEmpty(cluster);
        Assert.NotEmpty(engine);
        Assert.Equal(cluster.Distinct(), cluster);
        Assert.Empty(cluster.Intersect(engine));
        Assert.All(cluster, number => Assert.InRange(number, 9_000, 9_999));
    }

    private static List<int> Numbers(params Assembly[] assemblies)
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        return
        [
            .. assemblies
                .SelectMany(assembly => assembly.GetTypes())
                .SelectMany(type => type.GetMethods(Any | BindingFlags.DeclaredOnly))
                .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>()
                .Select(attribute => attribute.EventId),
        ];
    }

    private static IEnumerable<string> Names(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    private static IEnumerable<string> Ours(Assembly assembly) => Names(assembly).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
