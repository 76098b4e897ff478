namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Waiters for conditions over a state guarded by <paramref name="gate"/>.</summary>
internal sealed class StateSignal(Lock gate)
{
    private readonly List<Waiter> _waiters = [];

    /// <summary>Tests every waiter's condition; called after each change, within the gate.</summary>
    public void Changed()
    {
        for (var i = _waiters.Count - 1; i >= 0; i--)
        {
            if (_waiters[i].TryEnd())
                _waiters.RemoveAt(i);
        }
    }

    public async Task WaitAsync(Func<bool> condition, TimeSpan timeout, string what)
    {
        var waiter = new Waiter(condition);
        lock (gate)
        {
            if (!waiter.TryEnd())
                _waiters.Add(waiter);
        }
        try
        {
            await waiter.Task.WaitAsync(timeout, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {timeout.TotalSeconds:0.###} s in vain for: {what}");
        }
        finally
        {
            lock (gate)
                _waiters.Remove(waiter);
        }
    }

    private sealed class Waiter(Func<bool> condition)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _done.Task;

        public bool TryEnd()
        {
            try
            {
                return condition() && _done.TrySetResult();
            }
#pragma warning disable CA1031 // Whatever the condition throws belongs to the one who waits.
            catch (Exception e)
#pragma warning restore CA1031
            {
                return _done.TrySetException(e);
            }
        }
    }
}
