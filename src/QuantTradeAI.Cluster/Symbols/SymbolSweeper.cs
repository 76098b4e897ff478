using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Engine;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>Has all symbols of a silo swept, a few at a time: a timer for each of thousands costs more than what there is to sweep, and all at once hold up prices.</summary>
internal sealed partial class SymbolSweeper(SiloSymbols symbols, ILogger logger) : IAsyncDisposable
{
    /// <summary>How long a round over all symbols takes.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>In so many steps.</summary>
    public const int Steps = 100;

    private readonly CancellationTokenSource _stopping = new();
    private SymbolHost[] _round = [];
    private int _step;
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.Run(RunAsync);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval / Steps, symbols.Clock);
        while (await timer.WaitForNextTickAsync(_stopping.Token).ConfigureAwait(false))
            Step();
    }

    /// <summary>Asks those whose turn it is.</summary>
    internal void Step()
    {
        if (_step == 0)
            _round = [.. symbols.Hosts];
        foreach (var host in _round.AsSpan((_round.Length * _step / Steps)..(_round.Length * (_step + 1) / Steps)))
            _ = SweepAsync(host);
        _step = (_step + 1) % Steps;
    }

    private async Task SweepAsync(SymbolHost host)
    {
        try
        {
            await host.SweepAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            NotSwept(error, host.Symbol.Name);
        }
    }

    [LoggerMessage(9211, LogLevel.Warning, "{Symbol} could not be swept, and is in the next round.")]
    private partial void NotSwept(Exception error, string symbol);
}
