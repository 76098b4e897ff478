namespace QuantTradeAI.Cluster.Tests.Registry;

/// <summary>What a test lets storage do.</summary>
internal sealed class StorageSwitch
{
    private readonly SemaphoreSlim _written = new(0);

    public Exception? Failure { get; set; }

    public TaskCompletionSource? Hanging { get; set; }

    public int Writes { get; private set; }

    public async Task PassAsync()
    {
        if (Hanging is { } hanging)
            await hanging.Task;
        if (Failure is { } failure)
            throw failure;
    }

    public void NoteWrite()
    {
        Writes++;
        _written.Release();
    }

    /// <summary>Returns after a write that nobody waited for yet.</summary>
    public async Task WrittenAsync() => Assert.True(await _written.WaitAsync(TimeSpan.FromSeconds(30)), "Waited in vain for a write.");
}
