using System.Diagnostics;
using QuantTradeAI.Streaming.MarketData;
using Xunit.Abstractions;

namespace QuantTradeAI.Silo.Tests.Chaos;

/// <summary>Silos and subscribers that stand still and go on, by SIGSTOP and SIGCONT.</summary>
[Collection(ChaosCollection.Name)]
public sealed class PauseTests(ChaosCluster cluster, ITestOutputHelper output)
{
    /// <summary>As configured unless told otherwise.</summary>
    private static readonly TimeSpan FencingInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Patience = Streaming.EndToEnd.Patience.Limit;

    [ChaosFact]
    public async Task HealthySilo_PausedFor2s_IsNotTakenForDead_AndNothingIsMissing()
    {
        await cluster.EnsureAsync();
        var owner = await cluster.OwnerOfAsync("coinbase");
        await using var seen = await cluster.WatchNewAsync(cluster.Running.First(silo => silo != owner));
        var before = (await cluster.HealthAsync("coinbase")).Standing;

        owner.Send(Signals.Stop);
        await Task.Delay(TimeSpan.FromSeconds(2));
        owner.Send(Signals.Continue);
        var recovery = await seen.NextAsync(Patience, count: 100);
        output.WriteLine($"paused for 2 s: 100 trades within {recovery.TotalMilliseconds:0} ms; {seen}");

        Assert.True(await cluster.IsActiveAsync(owner), "The paused silo was declared dead.");
        Assert.Equal(before.Epoch, (await cluster.HealthAsync("coinbase")).Standing.Epoch);
        seen.HoldsPromise();
        Assert.Empty(seen.Of(FeedStatusKind.Gap));
        Assert.Empty(seen.Of(FeedStatusKind.Disconnected));
    }

    [ChaosFact]
    public async Task Owner_ThatStoodStillUntilItWasReplaced_StandsDownWhenItGoesOn_AndNothingComesTwice()
    {
        await cluster.EnsureAsync();
        var venue = cluster.Simulator.Coinbase;
        var zombie = await cluster.OwnerOfAsync("coinbase");
        await using var seen = await cluster.WatchNewAsync(cluster.Running.First(silo => silo != zombie));
        var before = (await cluster.HealthAsync("coinbase")).Standing;

        await using var end = zombie; // However this test ends, it does not stand still for the next one.
        zombie.Send(Signals.Stop);
        var recovery = await seen.NextAsync(Patience);
        var after = (await cluster.HealthAsync("coinbase")).Standing;
        Assert.True(after.Epoch > before.Epoch, $"The epoch was {before.Epoch}, and is {after.Epoch}.");
        Assert.Equal(2, venue.ConnectionsOpen);
        var start = Stopwatch.GetTimestamp();
        zombie.Send(Signals.Continue);
        await venue.WaitAsync(one => one.ConnectionsOpen == 1, Patience, "the connection of before to end");
        var twice = Stopwatch.GetElapsedTime(start);
        var code = await zombie.WhenExitedAsync();
        var ended = Stopwatch.GetElapsedTime(start);
        await seen.NextAsync(Patience, count: 20);
        output.WriteLine($"stood still: replaced after {recovery.TotalMilliseconds:0} ms; gone on, it held its connection for {twice.TotalMilliseconds:0} ms, and ended after {ended.TotalMilliseconds:0} ms with {code}; {seen}");

        Assert.InRange(twice, TimeSpan.Zero, FencingInterval);
        Assert.NotEqual(0, code);
        Assert.Equal(after.Epoch, (await cluster.HealthAsync("coinbase")).Standing.Epoch);
        seen.HoldsPromise();

        // Where the client was connected by the silo that stood still, it may have told of that by itself before.
        Assert.InRange(seen.Of(FeedStatusKind.Disconnected).Count(), 1, 2);
        Assert.Equal(seen.Of(FeedStatusKind.Disconnected).Count(), seen.Of(FeedStatusKind.Resynced).Count());
    }

    [ChaosFact]
    public async Task Subscriber_StoppedForAMinute_OthersSeeNothing_AndItHearsWhatItMissed()
    {
        await cluster.EnsureAsync();
        await using var seen = await cluster.WatchNewAsync(cluster.Running[0]);
        await using var subscriber = cluster.StartSubscriber(seen.Stream);
        await subscriber.WhenTradesAsync(100);

        var (longest, start) = (TimeSpan.Zero, Stopwatch.GetTimestamp());
        subscriber.Send(Signals.Stop);
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMinutes(1))
        {
            await seen.NextAsync(Patience);
            var age = TimeSpan.FromTicks((UnixNanos.Now(TimeProvider.System).Value - seen.Trades[^1].Header.ReceiveTime.Value) / 100);
            longest = age > longest ? age : longest;
        }

        subscriber.Send(Signals.Continue);
        await subscriber.WhenTradesAsync(100);
        output.WriteLine($"a subscriber stood still for a minute: what another one got was never older than {longest.TotalMilliseconds:0} ms; {seen}");
        output.WriteLine($"the one that stood still was told that it missed {subscriber.HoldsPromise()}");

        seen.HoldsPromise();
        Assert.Empty(seen.Of(FeedStatusKind.Gap));
        Assert.Empty(seen.Of(FeedStatusKind.Disconnected));
        Assert.InRange(longest, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
