using QuantTradeAI.Cluster.Pacing;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>
/// Keeps a provider's owner told what this silo wants: all of it, one call at a time, again after a failure. What changes while a call is under way
/// goes with the next.
/// </summary>
internal sealed class WantedSender(string provider, Func<IEnumerable<WantedSymbol>> look, WantedSenderOptions options) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>Of all senders of this process: one that is made anew for a provider goes on above the one before it.</summary>
    private static long _last;

    private readonly Lock _changing = new();
    private readonly CancellationTokenSource _ended = new();
    private long _number;
    private bool _isSending;

    /// <summary>Something is wanted or not wanted any more, or there is a new owner. Returns at once.</summary>
    public void Ask()
    {
        lock (_changing)
        {
            _number = Interlocked.Increment(ref _last);
            if (_isSending || _ended.IsCancellationRequested)
                return;
            _isSending = true;
        }

        _ = Task.Run(SendAsync);
    }

    public void Dispose() => _ended.Cancel();

    private async Task SendAsync()
    {
        for (var failures = 0; !_ended.IsCancellationRequested;)
        {
            var number = Volatile.Read(ref _number);
            if (!await TrySendAsync(number).ConfigureAwait(false))
            {
                await Task.Delay(RetryPause.After(++failures, options.Random()), options.Clock, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            failures = 0;
            lock (_changing)
            {
                if (_number != number)
                    continue;
                _isSending = false;
                return;
            }
        }
    }

    private async Task<bool> TrySendAsync(long number)
    {
        try
        {
            var wanted = new WantedBySilo(options.Calls.Silo, number, [.. look()]);
            await options.Calls.SetWantedAsync(provider, wanted).WaitAsync(Deadline, options.Clock, _ended.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception)
        {
            // Its owner is on its way elsewhere, or its silo is slow: told again.
            return false;
        }
    }
}
