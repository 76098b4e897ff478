namespace QuantTradeAI.Streaming.Recovery;

/// <summary>Work that is done again whenever somebody asks for it: never twice at once, and however often it is asked for meanwhile, once more.</summary>
/// <param name="work">What is done. What it throws goes to <paramref name="onError"/>.</param>
/// <param name="onError">Hears of bugs.</param>
/// <param name="start">Where it is done; the thread pool by default.</param>
internal sealed class CoalescingWork(Action work, Action<Exception> onError, Action<Action>? start = null)
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Again = 2;

    private int _state;

    /// <summary>Asks for it and returns at once, from anywhere.</summary>
    public void Ask()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == Again || (state == Running && Interlocked.CompareExchange(ref _state, Again, Running) == Running))
                return;
            if (state == Idle && Interlocked.CompareExchange(ref _state, Running, Idle) == Idle)
            {
                Start();
                return;
            }
        }
    }

    private void Start()
    {
        if (start is not null)
            start(Run);
        else
            ThreadPool.UnsafeQueueUserWorkItem(static self => self.Run(), this, preferLocal: false);
    }

    private void Run()
    {
        Volatile.Write(ref _state, Running);
        try
        {
            work();
        }
        catch (Exception error)
        {
            onError(error);
        }

        if (Interlocked.CompareExchange(ref _state, Idle, Running) != Running)
            Start();
    }
}
