namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>Work of which one run goes at a time: whoever asks meanwhile gets the next run, which is one for all of them. Belongs to one caller at a time.</summary>
internal sealed class Gathered(Func<Task> run)
{
    private Task _current = Task.CompletedTask;
    private Task? _next;

    /// <summary>Ends when a run has ended that began after this call.</summary>
    public Task RunAsync()
    {
        if (_next is not null)
            return _next;
        return _current.IsCompleted ? _current = run() : _next = RunNextAsync(_current);
    }

    private async Task RunNextAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        _next = null;
        await (_current = run());
    }
}
