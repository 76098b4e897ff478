using System.Diagnostics;

namespace QuantTradeAI.Client.Comparing;

/// <summary>
/// How many items of an even flow are due, and about once a millisecond the next time to look. The runtime's timers come with the kernel's tick, which is 4 ms
/// on many machines, all of them at once; a thread that sleeps does not.
/// </summary>
internal sealed class EvenPace : IDisposable
{
    private readonly SemaphoreSlim _look = new(0);
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly int _perSecond;
    private volatile bool _isEnded;

    /// <param name="perSecond">Items a second.</param>
    public EvenPace(int perSecond)
    {
        _perSecond = perSecond;
        new Thread(Run) { IsBackground = true, Name = nameof(EvenPace) }.Start();
    }

    /// <summary>Items since it began.</summary>
    public long Due => (long)(Stopwatch.GetElapsedTime(_began).TotalSeconds * _perSecond);

    /// <summary>Waits for the next look; not at all when it was missed.</summary>
    public Task NextAsync() => _look.WaitAsync();

    public void Dispose() => _isEnded = true;

    private void Run()
    {
        while (!_isEnded)
        {
            Thread.Sleep(1);
            if (_look.CurrentCount == 0)
                _look.Release();
        }
    }
}
