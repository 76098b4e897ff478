using System.Collections.Concurrent;
using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>A pump under test, with a hand-cranked clock and the longest pauses.</summary>
internal sealed class PumpRig : IAsyncDisposable
{
    public const long Epoch = 7;

    public static readonly ProviderFacts Facts = new(TradeIdRule.Consecutive, "pumped", DataTypes.Trades | DataTypes.Quotes);

    public PumpRig(SymbolPumpOptions? options = null, Func<ReadOnlySpan<MarketEvent>, byte[]>? write = null)
    {
        Pump = new SymbolPump(Events.Provider, Epoch, Facts, Intake, OnFenced, Clock, () => 1, options, Log, write);
    }

    public ArmedClock Clock { get; } = new();

    public FakeIntake Intake { get; } = new();

    public KeptLog Log { get; } = new();

    public ConcurrentQueue<long> Fences { get; } = new();

    public SymbolPump Pump { get; }

    public ValueTask DisposeAsync() => Pump.DisposeAsync();

    public void Publish(params MarketEvent[] events) => Assert.True(Pump.Publish(events));

    public void PublishTrades(Symbol symbol, long from, long to)
    {
        for (var id = from; id <= to; id++)
            Publish(Events.Trade(symbol, id));
    }

    /// <summary>Publishes one event, and returns its call, which the test has to answer: what follows waits for that.</summary>
    public async Task<IntakeCall> BlockAsync(Symbol symbol)
    {
        Publish(Events.Trade(symbol, 0));
        var call = await Intake.NextAsync($"the first batch of {symbol}");
        Assert.Equal(symbol, call.Symbol);
        return call;
    }

    private void OnFenced(long epoch)
    {
        Fences.Enqueue(epoch);
        throw new InvalidOperationException("broken handler");
    }
}
