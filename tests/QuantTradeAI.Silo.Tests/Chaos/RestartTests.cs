using System.Diagnostics;
using QuantTradeAI.Streaming.MarketData;
using Xunit.Abstractions;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>Silos that are told to end, and clusters that start again.</summary>
[Collection(ChaosCollection.Name)]
public sealed class RestartTests(ChaosCluster cluster, ITestOutputHelper output)
{
    /// <summary>As configured unless told otherwise.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan Patience = Streaming.EndToEnd.Patience.Limit;

    [ChaosFact]
    public async Task SourcesSilo_ToldToEnd_HandsOverToTheHotStandby_WithoutAGap()
    {
        await cluster.EnsureAsync();
        await using var seen = await cluster.WatchGroupAsync();
        var source = seen.Trades[^1].Header.Provider.Name;
        var owner = await cluster.OwnerOfAsync(source);
        var isHome = owner == await cluster.HomeOfAsync("BTC-USDT");

        var time = await EndAsync(owner);
        await seen.NextAsync(Patience, count: 50);
        output.WriteLine($"told the silo of {source}{(isHome ? " and of the symbol" : "")} to end: it took {time.TotalMilliseconds:0} ms; {seen}");

        seen.HoldsPromise();
        Assert.DoesNotContain(seen.Of(FeedStatusKind.Gap), gap => gap.Lost == MarketEventKind.Trade);
        Assert.Empty(seen.Of(FeedStatusKind.Disconnected));
    }

    [ChaosFact]
    public async Task AllSilos_RestartedOneAfterAnother_NothingIsLostSilently_AndNothingComesTwice()
    {
        await cluster.EnsureAsync();
        await using var group = await cluster.WatchGroupAsync();
        await using var single = await cluster.WatchNewAsync(cluster.Running[0]);

        foreach (var silo in cluster.Running)
        {
            var time = await EndAsync(silo);
            await cluster.EnsureAsync();
            output.WriteLine($"{silo.Name} ended within {time.TotalMilliseconds:0} ms; {group}; {single}");
        }

        await group.NextAsync(Patience, count: 20);
        await single.NextAsync(Patience, count: 20);
        group.HoldsPromise();
        single.HoldsPromise();
    }

    [ChaosFact]
    public async Task AllSilos_KilledAndStarted_TheClientComesBackByItself()
    {
        await cluster.EnsureAsync();
        await using var group = await cluster.WatchGroupAsync();
        await using var single = await cluster.WatchNewAsync(cluster.Running[0]);

        foreach (var silo in cluster.Running)
            await silo.KillAsync();
        var start = Stopwatch.GetTimestamp();
        await cluster.StartMissingAsync();
        var started = Stopwatch.GetElapsedTime(start);
        await group.NextAsync(Patience);
        await single.NextAsync(Patience);
        output.WriteLine($"killed all: silos were back after {started.TotalMilliseconds:0} ms, data after {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms; {group}; {single}");

        foreach (var seen in (Witness[])[group, single])
        {
            seen.HoldsPromise();
            Assert.Single(seen.Of(FeedStatusKind.Disconnected));
            Assert.Single(seen.Of(FeedStatusKind.Resynced));
        }
    }

    private static async Task<TimeSpan> EndAsync(SiloProcess silo)
    {
        var start = Stopwatch.GetTimestamp();
        silo.Send(Signals.Terminate);
        var code = await silo.WhenExitedAsync();
        var time = Stopwatch.GetElapsedTime(start);
        Assert.True(code == 0, $"{silo.Name} ended with {code}:\n{silo.Tail()}");
        Assert.InRange(time, TimeSpan.Zero, ShutdownTimeout);
        return time;
    }
}
