using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Cluster.Symbols;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.Symbols;

public sealed class SymbolSweeperTests : IAsyncDisposable
{
    private readonly SymbolRig _rig = new();
    private readonly SymbolSweeper _sweeper;
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);

    public SymbolSweeperTests() => _sweeper = new SymbolSweeper(_rig.Symbols, NullLogger.Instance);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1_234)]
    public void Round_AsksEverySymbolOnce_AndNeverManyAtATime(int symbols)
    {
        for (var number = 0; number < symbols; number++)
            Open($"SWEPT{number}-USD");
        var most = 0;
        for (var round = 1; round <= 3; round++)
        {
            for (var step = 0; step < SymbolSweeper.Steps; step++)
            {
                var before = _asked.Values.Sum();
                _sweeper.Step();
                most = Math.Max(most, _asked.Values.Sum() - before);
            }

            Assert.Equal(symbols, _asked.Values.Count(times => times == round));
        }

        Assert.InRange(most, Math.Min(symbols, 1), (symbols / SymbolSweeper.Steps) + 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Symbol_WhoseOwnerFails_DoesNotKeepOthersFromBeingSwept(bool atOnce)
    {
        var error = new InvalidOperationException("made up");
        Open("BROKEN-USD", () => atOnce ? throw error : Task.FromException(error));
        var swept = new TaskCompletionSource();
        Open("WELL-USD", () =>
        {
            swept.TrySetResult();
            return Task.CompletedTask;
        });
        _sweeper.Start();

        while (!swept.Task.IsCompleted)
        {
            _rig.Clock.Advance(SymbolSweeper.Interval / SymbolSweeper.Steps);
            await Task.Yield();
        }

        await Patience.For(swept.Task, "the other symbol to be swept");
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeper.DisposeAsync();
        _rig.Dispose();
    }

    private void Open(string symbol, Func<Task>? sweep = null) => _rig.Open(symbol: Symbol.Of(symbol), sweep: sweep ?? (() => Count(symbol)));

    private Task Count(string symbol)
    {
        _asked[symbol] = _asked.GetValueOrDefault(symbol) + 1;
        return Task.CompletedTask;
    }
}
