using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Streaming.Http;

/// <summary>
/// The status for all who ask: one that is young enough is told again, and who asks while one is being taken waits for that one. So symbols'
/// locks are taken ten times a second at most, however many ask.
/// </summary>
internal sealed class StatusSource(IGatewayOperations operations, TimeProvider clock, TimeSpan maxAge, TimeSpan deadline)
{
    private readonly Lock _changing = new();
    private Task<StatusSnapshot>? _newest;
    private long _takenAt;

    /// <summary>A status no older than allowed.</summary>
    public Task<StatusSnapshot> GetAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<StatusSnapshot> taking;
        lock (_changing)
        {
            if (_newest is { IsCompleted: false } || (_newest is { IsCompletedSuccessfully: true } && clock.GetElapsedTime(_takenAt) < maxAge))
                return _newest.WaitAsync(cancellationToken);
            taking = new TaskCompletionSource<StatusSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
            (_newest, _takenAt) = (taking.Task, clock.GetTimestamp());
        }

        _ = TakeAsync(taking);
        return taking.Task.WaitAsync(cancellationToken);
    }

    private async Task TakeAsync(TaskCompletionSource<StatusSnapshot> taking)
    {
        using var limit = new CancellationTokenSource(deadline, clock);
        try
        {
            var status = await operations.GetStatusAsync(limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
            lock (_changing)
                _takenAt = clock.GetTimestamp();
            taking.SetResult(new StatusSnapshot(status, clock.GetUtcNow()));
        }
        catch (Exception error)
        {
            taking.SetException(error);
        }
    }
}
