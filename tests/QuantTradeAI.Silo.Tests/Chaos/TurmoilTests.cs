using System.Diagnostics;
using System.Globalization;
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
        var (seconds, rate, seed) = (Number("CLUSTER_CHAOS_SECONDS", 60), Number("CLUSTER_CHAOS_RATE", 1_000), Number("CLUSTER_CHAOS_SEED", Environment.TickCount & 0xFFFF));
        output.WriteLine($"{seconds} s, {rate} trades a second, CLUSTER_CHAOS_SEED={seed}");
        var random = new Random(seed);
        await cluster.EnsureAsync();
        var audits = Enumerable.Range(1, Clients).Select(number => new LiveAudit($"client {number}", Stream)).ToList();
        var hosts = await Task.WhenAll(audits.Select(_ => cluster.ConnectAsync()));
        var request = new SubscriptionRequest { Symbols = [Stream], DataTypes = DataTypes.Trades, Policy = QueuePolicy.Block };
        foreach (var (host, audit) in hosts.Zip(audits))
            host.Services.GetRequiredService<IMarketDataFeed>().Subscribe(request, audit);
        cluster.SetRate(rate);
        await FlowsAsync(audits);
        var (began, memory) = (Stopwatch.GetTimestamp(), Memory());
        for (var round = 1; Stopwatch.GetElapsedTime(began).TotalSeconds < seconds; round++)
        {
            var victim = cluster.Running[random.Next(cluster.Running.Count)];
            var isKilled = random.Next(2) == 0;
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(3_000)));
            if (isKilled)
                await victim.KillAsync();
            else
                await EndAsync(victim);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(3_000)));
            await cluster.EnsureAsync();
            var back = await FlowsAsync(audits);
            output.WriteLine($"{Stopwatch.GetElapsedTime(began):mm\\:ss} {(isKilled ? "killed" : "ended ")} {victim.Name}; all have trades within {back.TotalMilliseconds:0} ms of the next one's start; {Memory() - memory:0.0} MiB more than at the beginning");
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

    private static async Task EndAsync(SiloProcess silo)
    {
        silo.Send(Signals.Terminate);
        Assert.Equal(0, await silo.WhenExitedAsync());
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

    /// <summary>What this process, with the venues and the clients, holds, in MiB.</summary>
    private static double Memory() => GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
