using System.Diagnostics;
using Xunit.Abstractions;

namespace QuantTradeAI.Silo.Tests.Chaos.Streams;

/// <summary>Push streams alone, while silos are killed and told to end again and again, by a schedule that a number gives, and three clients listen.</summary>
[Collection(AloneCollection.Name)]
public sealed class StreamTurmoilTests(ITestOutputHelper output)
{
    private const int Clients = 3;
    private const int Streams = 10;
    private const int Rate = 50_000;

    /// <summary>How long a stream may be quiet until it counts as lost, and how long it may take until all is told.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(60);

    [ChaosFact]
    public async Task SilosKilledAndToldToEndInTurn_EveryItemIsDeliveredOrAnnounced_NothingComesTwice_NoSubscriptionIsLost()
    {
        var turmoil = Turmoil.Asked(Rate);
        output.WriteLine($"{turmoil}");
        await using var cluster = await PulseCluster.StartAsync();
        var clients = new List<IReadOnlyList<PulseAudit>>();
        for (var client = 1; client <= Clients; client++)
            clients.Add(await cluster.SubscribeAsync($"client {client}", Streams));
        var audits = clients.SelectMany(streams => streams).ToList();
        cluster.Publish(Streams, turmoil.Rate);
        await FlowsAsync(audits);
        var (began, memory) = (Stopwatch.GetTimestamp(), Turmoil.Memory());
        while (Stopwatch.GetElapsedTime(began).TotalSeconds < turmoil.Seconds)
        {
            var (start, before) = (Stopwatch.GetTimestamp(), audits.Sum(audit => audit.Items));
            var strike = await turmoil.StrikeAsync(cluster.Running);
            await cluster.StartMissingAsync();
            var back = await FlowsAsync(audits);
            var rate = (audits.Sum(audit => audit.Items) - before) / Stopwatch.GetElapsedTime(start).TotalSeconds;
            output.WriteLine(
                $"{Stopwatch.GetElapsedTime(began):mm\\:ss} {strike}; all streams have items within {back.TotalMilliseconds:0} ms of the next one's start; {rate:N0} items a second delivered; {Turmoil.Memory() - memory:0.0} MiB more than at the beginning");
            Assert.All(audits, audit => Assert.True(audit.Broken.Count == 0, string.Join('\n', audit.Broken)));
        }

        await cluster.EndAsync(Streams);
        await KnowAllAsync(audits, cluster);
        for (var client = 0; client < Clients; client++)
            output.WriteLine(TextOf($"client {client + 1}", clients[client]));
        Assert.All(audits, audit => Assert.True(audit.Broken.Count == 0, string.Join('\n', audit.Broken)));
    }

    private static string TextOf(string name, IReadOnlyList<PulseAudit> streams)
    {
        var told = streams.SelectMany(stream => stream.Told).GroupBy(told => told.Key, told => told.Value).Select(reason => $"{reason.Sum()} x {reason.Key}");
        return $"{name}: {streams.Sum(stream => stream.Items):N0} items; told: {string.Join(", ", told)}";
    }

    /// <summary>How long it takes until each has had more.</summary>
    private static async Task<TimeSpan> FlowsAsync(List<PulseAudit> audits)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), audits.Select(audit => audit.Items).ToList());
        await UntilAsync(() => audits.Zip(before).All(pair => pair.First.Items > pair.Second), () => "items of all streams");
        return Stopwatch.GetElapsedTime(start);
    }

    private static Task KnowAllAsync(List<PulseAudit> audits, PulseCluster cluster)
    {
        var ends = cluster.Ends;
        return UntilAsync(() => audits.All(audit => audit.MissesOf(ends) is null), () => string.Join('\n', audits.Select(audit => audit.MissesOf(ends)).OfType<string>()));
    }

    private static async Task UntilAsync(Func<bool> isSo, Func<string> what)
    {
        for (var start = Stopwatch.GetTimestamp(); !isSo();)
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Quiet, $"Waited {Quiet.TotalSeconds} s in vain for: {what()}");
            await Task.Delay(20);
        }
    }
}
