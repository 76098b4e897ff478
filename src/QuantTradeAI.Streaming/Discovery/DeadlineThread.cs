namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Runs foreign code on a thread of its own, so that code which hangs holds up nobody. The thread cannot be stopped: it stays, under its name.</summary>
internal static class DeadlineThread
{
    /// <exception cref="TimeoutException">It did not return in time.</exception>
    public static Task<T> RunAsync<T>(string name, Func<T> work, TimeSpan limit, TimeProvider clock) => StartAsync(name, work).WaitAsync(limit, clock);

    /// <summary>Without a deadline: for work of which no second may be begun while the first hangs.</summary>
    public static Task<T> StartAsync<T>(string name, Func<T> work)
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
        return done.Task;
    }
}
