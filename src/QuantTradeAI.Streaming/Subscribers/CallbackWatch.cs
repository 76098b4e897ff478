namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>
/// Gives the thread pool one more thread for each callback that holds one, for as long as it does. Without this the pool grows by a thread or
/// two a second, and a few callbacks that block would hold up sockets and everybody else's callbacks. It looks from a thread of
/// its own, since a starved pool runs no timer, and in real time, since real threads are held.
/// </summary>
internal sealed class CallbackWatch
{
    /// <summary>Time between two looks, in milliseconds: a callback counts as holding its thread after one to two of them.</summary>
    public const int LookEvery = 20;

    /// <summary>The one of this process, as the pool is.</summary>
    public static readonly CallbackWatch Shared = new();

    private readonly Lock _changing = new();
    private readonly List<CallbackMark> _marks = [];
    private readonly AutoResetEvent _added = new(false);
    private Thread? _thread;
    private int _held;
    private int _given;

    /// <summary>Looks after this callback from now on.</summary>
    public void Add(CallbackMark mark)
    {
        lock (_changing)
        {
            _marks.Add(mark);
            if (_thread is null)
            {
                _thread = new Thread(Look) { IsBackground = true, Name = "callback watch" };
                _thread.Start();
            }
        }

        _added.Set();
    }

    /// <summary>Looks after it no longer.</summary>
    public void Remove(CallbackMark mark)
    {
        lock (_changing)
            _marks.Remove(mark);
    }

    /// <summary>A callback that counted as holding a thread gave it back. What the pool was given is taken back with the last one.</summary>
    public void NoteReleased()
    {
        lock (_changing)
        {
            if (--_held > 0)
                return;
            ThreadPool.GetMinThreads(out var workers, out var completions);
            ThreadPool.SetMinThreads(Math.Max(1, workers - _given), completions);
            _given = 0;
        }
    }

    private void Look()
    {
        while (true)
        {
            int watched;
            lock (_changing)
            {
                watched = _marks.Count;
                var held = _marks.Count(mark => mark.BeginsToHold());
                if (held > 0)
                    Grow(held);
            }

            _added.WaitOne(watched == 0 ? Timeout.Infinite : LookEvery);
        }
    }

    /// <summary>The pool starts a thread at once only below its minimum, so that must rise above the threads that there are.</summary>
    private void Grow(int held)
    {
        _held += held;
        ThreadPool.GetMinThreads(out var workers, out var completions);
        var wanted = Math.Max(workers, ThreadPool.ThreadCount) + held;
        if (ThreadPool.SetMinThreads(wanted, completions))
            _given += wanted - workers;
    }
}
