namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>Keeps venues trading, some two hundred times a second, until it is disposed of.</summary>
internal sealed class Trading : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _trading;

    public Trading(ClusterRig rig, params (string Venue, string Symbol)[] symbols) => _trading = Task.Run(async () =>
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await timer.WaitForNextTickAsync(_end.Token).AsTask().ContinueWith(static tick => tick is { IsCompletedSuccessfully: true, Result: true }, TaskScheduler.Default))
        {
            foreach (var (venue, symbol) in symbols)
                rig.Simulator.Venue(venue).PublishTrade(symbol);
        }
    });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _trading;
        _end.Dispose();
    }
}
