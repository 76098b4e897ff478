namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>Calls to the cluster: each has a deadline, and what fails is tried again with growing pauses.</summary>
internal sealed partial class FollowedStream
{
    /// <summary>Null when it failed.</summary>
    private async Task<T?> TryAsync<T>(string call, Func<CancellationToken, Task<T>> work)
        where T : class
    {
        await _context.CallSlots.WaitAsync(_stopped).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(_context.Options.CallDeadline, Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopped);
        try
        {
            var result = await work(both.Token).ConfigureAwait(false);
            (_retry, _answeredAt) = (TimeSpan.Zero, Clock.GetTimestamp());
            return result;
        }
#pragma warning disable CA1031 // A cluster that cannot be reached fails in many ways, and all of them mean: later.
        catch (Exception why) when (!_stopped.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Report(call, why, limit.IsCancellationRequested);
            NoteFailure();
            return null;
        }
        finally
        {
            _context.CallSlots.Release();
        }
    }

    /// <summary>What is left over in the cluster by a failure here ends by itself: leases run out, and streams drop who does not answer.</summary>
    private async Task EndAsync(string call, Func<CancellationToken, Task> work)
    {
        await _context.CallSlots.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(_context.Options.CallDeadline, Clock);
        try
        {
            await work(limit.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031
        catch (Exception why)
#pragma warning restore CA1031
        {
            Report(call, why, limit.IsCancellationRequested);
        }
        finally
        {
            _context.CallSlots.Release();
        }
    }

    private void Report(string call, Exception why, bool isLate)
    {
        _context.Counters.CountFailedCall();
        _context.Log.CallFailed(_name, call, isLate ? new TimeoutException($"no answer within {_context.Options.CallDeadline}") : why);
    }

    private void NoteFailure()
    {
        _retry = _retry == TimeSpan.Zero ? FirstRetry : Min(_retry * 2, LongestRetry);
        _failedAt = Clock.GetTimestamp();
        var last = Math.Max(_answeredAt, _kinds.Keys.Max(kind => _local.LastArrival(kind)) ?? 0);
        if (Clock.GetElapsedTime(last) >= _context.Options.LostAfter && _local.Lose())
            _context.Log.Lost(_name, Clock.GetElapsedTime(last));
    }
}
