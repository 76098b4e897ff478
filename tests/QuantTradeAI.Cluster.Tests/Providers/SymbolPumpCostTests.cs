using System.Diagnostics;
using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Streaming.MarketData;
using Xunit.Abstractions;
using static QuantTradeAI.Cluster.Tests.Providers.Events;

namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>What a lane and an event cost. Runs alone, because memory is the process's.</summary>
[Collection(AloneCollection.Name)]
public sealed class SymbolPumpCostTests(ITestOutputHelper output)
{
    /// <summary>So many that what earlier tests leave behind, and let go of meanwhile, is a few bytes for each.</summary>
    private const int Lanes = 50_000;

    /// <summary>Some twice what was measured.</summary>
    private const long MostBytesPerLane = 400;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Lane_ThatIsIdle_CostsLittle()
    {
        var symbols = Enumerable.Range(0, Lanes).Select(i => Symbol.Of($"COST-{i}")).ToArray();
        await using var pump = NewPump(new IntakeOfNothing());
        await PublishAsync(pump, symbols[..1], 1);
        var before = Settled();

        await PublishAsync(pump, symbols, 4);

        var bytes = (Settled() - before) / Lanes;
        output.WriteLine($"{bytes} bytes for each idle lane");
        Assert.True(bytes <= MostBytesPerLane, $"{bytes} bytes for each idle lane; expected {MostBytesPerLane} at most.");
    }

    [Fact]
    public async Task Events_AtFullSpeed_AreAllTaken()
    {
        const int Rounds = 20_000;
        var symbols = Enumerable.Range(0, 50).Select(i => Symbol.Of($"SPEED-{i}")).ToArray();
        await using var pump = NewPump(new IntakeOfNothing());
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var begun = Stopwatch.GetTimestamp();

        await PublishAsync(pump, symbols, Rounds);

        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        output.WriteLine(
            $"{pump.Sent / seconds:N0} events/s, {pump.Sent / (double)pump.Batches:N1} a batch, {allocated / (double)pump.Sent:N0} bytes allocated an event, {pump.Dropped} dropped");
        Assert.Equal(symbols.Length * Rounds, pump.Sent + pump.Dropped);
    }

    /// <summary>What is in use; clusters of earlier tests may still be let go of afterwards, which only makes it less.</summary>
    private static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static SymbolPump NewPump(ISymbolIntake intake) =>
        new(Provider, 1, PumpRig.Facts, intake, _ => { }, TimeProvider.System, () => 0.5);

    private static async Task PublishAsync(SymbolPump pump, Symbol[] symbols, int rounds)
    {
        var events = symbols.Select(symbol => Trade(symbol, 1)).ToArray();
        for (var i = 0; i < rounds; i++)
            pump.Publish(events);
        using var limit = new CancellationTokenSource(Limit);
        Assert.True(await pump.DrainAsync(limit.Token), "not all was taken in time");
    }

    private sealed class IntakeOfNothing : ISymbolIntake
    {
        public ValueTask<IntakeReply> TakeAsync(Symbol symbol, ProviderBatch batch) => new(new IntakeReply(IsTaken: true, batch.Epoch));
    }
}
