namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Runs foreign code on a thread of its own, so that code which hangs holds up nobody. The thread cannot be stopped: it stays, under its name.</summary>
internal static class DeadlineThread
{
    /// <exception cref="TimeoutException">It did not return in time.</exception>
    public static Task<T> RunAsync<T>(string name, Func<T> work, TimeSpan limit, TimeProvider clock)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        })
        {
            IsBackground = true,
            Name = name,
        };
        thread.UnsafeStart();
        return done.Task.WaitAsync(limit, clock);
    }
}
