namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>The coinbase adapter, whose constructor hangs when a test says so.</summary>
internal sealed class HangingAdapters : IDisposable
{
    private readonly TaskCompletionSource _hangs = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _release = new();
    private int _left = int.MaxValue;

    public HangingAdapters() => Catalog = new OneAdapter("coinbase", Make);

    public OneAdapter Catalog { get; }

    /// <summary>Completes when one hangs.</summary>
    public Task Hangs => _hangs.Task;

    public bool IsReleased => _release.IsSet;

    /// <summary>The so manieth from now on hangs, and all after it, until they are released.</summary>
    public void HangAt(int number) => Volatile.Write(ref _left, number);

    public void Release() => _release.Set();

    public void Dispose() => Release();

    private TestAdapter Make()
    {
        if (Interlocked.Decrement(ref _left) <= 0)
        {
            _hangs.TrySetResult();
            _release.Wait();
        }

        return TestAdapter.Of("coinbase");
    }
}
