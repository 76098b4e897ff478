using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Orleans.Streams;
using Orleans.TestingHost;

namespace QuantTradeAI.Cluster.Tests.Monitoring;

/// <summary>What alerts and the dashboard ask of Orleans is what a silo of Orleans tells.</summary>
public sealed partial class OrleansMetricTests
{
    private const string Streams = "streams";

    [Theory]
    [InlineData("config/prometheus/alerts.yml")]
    [InlineData("config/grafana/dashboards/cluster.json")]
    public async Task OrleansMetrics_ThatAreAskedFor_AreInstrumentsOfASilo(string file)
    {
        var asked = OrleansName().Matches(await File.ReadAllTextAsync(Find(file))).Select(match => match.Value).Distinct().ToList();
        var told = await InstrumentsOfASiloAsync();

        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(told));
    }

    private static async Task<HashSet<string>> InstrumentsOfASiloAsync()
    {
        var told = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "Microsoft.Orleans")
                    told.Add(PrometheusNameOf(instrument));
            },
        };
        listener.Start();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault().AddMemoryGrainStorage("PubSubStore").AddMemoryStreams(Streams));
        builder.ConfigureClient(client => client.AddMemoryStreams(Streams));
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        // A subscription is written down, and the instruments of storage come with the first grain that has a state.
        await cluster.Client.GetStreamProvider(Streams).GetStream<int>("numbers", "one").SubscribeAsync(static (_, _) => Task.CompletedTask);
        return [.. told];
    }

    /// <summary>By the rules of OpenTelemetry's exporter, for instruments without a unit.</summary>
    private static string PrometheusNameOf(Instrument instrument)
    {
        var name = instrument.Name.Replace('-', '_').Replace('.', '_');
        var kind = instrument.GetType().GetGenericTypeDefinition();
        return kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? $"{name}_total" : name;
    }

    private static string Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "QuantTradeAI.Orleans.sln")))
                return Path.Combine(folder.FullName, file);
        }

        throw new FileNotFoundException(file);
    }

    [GeneratedRegex(@"\borleans_\w+")]
    private static partial Regex OrleansName();
}
