using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Providers;
using Xunit.Abstractions;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>Silos that are killed and told to end again and again, by a schedule that a number gives, while three clients listen.</summary>
[Collection(ChaosCollection.Name)]
public sealed class TurmoilTests(ChaosCluster cluster, ITestOutputHelper output)
{
    private const int Clients = 3;
    private const string Stream = "BTC-USDT";

    /// <summary>How long a stream may be quiet until it counts as lost.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(60);

    [ChaosFact]
    public async Task SilosKilledAndToldToEndInTurn_EverythingIsDeliveredOrAnnounced_NothingComesTwice_NoSubscriptionIsLost()
    {
        var turmoil = Turmoil.Asked(usualRate: 1_000);
        output.WriteLine($"{turmoil}");
        await cluster.EnsureAsync();
        var audits = Enumerable.Range(1, Clients).Select(number => new LiveAudit($"client {number}", Stream)).ToList();
        var hosts = await Task.WhenAll(audits.Select(_ => cluster.ConnectAsync()));
        var request = new SubscriptionRequest { Symbols = [Stream], DataTypes = DataTypes.Trades, Policy = QueuePolicy.Block };
        foreach (var (host, audit) in hosts.Zip(audits))
            host.Services.GetRequiredService<IMarketDataFeed>().Subscribe(request, audit);
        cluster.SetRate(turmoil.Rate);
        await FlowsAsync(audits);
        var (began, memory) = (Stopwatch.GetTimestamp(), Turmoil.Memory());
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < turmoil.Seconds)
        {
            var strike = await turmoil.StrikeAsync(cluster.Running);
            await cluster.EnsureAsync();
            var back = await FlowsAsync(audits);
            output.WriteLine($"{Stopwatch.GetElapsedTime(began):mm\\:ss} {strike}; all have trades within {back.TotalMilliseconds:0} ms of the next one's start; {Turmoil.Memory() - memory:0.0} MiB more than at the beginning");
        }

        cluster.SetRate(200);
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        foreach (var audit in audits)
            output.WriteLine(audit.ToString());
        Assert.All(audits, audit => Assert.True(audit.Broken.Count == 0, string.Join('\n', audit.Broken)));
    }

    /// <summary>How long it takes until each has had more trades.</summary>
    private static async Task<TimeSpan> FlowsAsync(List<LiveAudit> audits)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), audits.Select(audit => audit.Trades).ToList());
        while (audits.Zip(before).Any(pair => pair.First.Trades <= pair.Second))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Quiet, $"Nothing comes any more:\n{string.Join('\n', audits)}");
            await Task.Delay(20);
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
