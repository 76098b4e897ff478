using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>
/// From this process to one other: a few frames under way, and behind them whatever streams have something for it. What is published while all frames are
/// under way goes together in the next one.
/// </summary>
internal sealed partial class ProcessLink(ProcessAddress process, IPushReceiver receiver, ProducerContext context) : IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int RunningAgain = 2;

    private readonly Lock _gate = new();
    private readonly Queue<RouteCursor> _ready = new();
    private readonly Dictionary<int, RouteCursor> _members = [];
    private CancellationTokenSource _waiting = new();
    private bool _isEnded;
    private bool _hasLost;
    private int _underWay;
    private int _state;

    public ProcessAddress Process => process;

    /// <summary>False when it has ended meanwhile: there is another one then.</summary>
    public bool TryJoin(RouteCursor cursor)
    {
        lock (_gate)
        {
            if (_isEnded)
                return false;
            _members[cursor.Route.Channel] = cursor;
            return true;
        }
    }

    /// <summary>Without members it has nothing more to do.</summary>
    /// <param name="cursor">Which.</param>
    /// <param name="hasAll">Whether the process has all that was for it.</param>
    public void Leave(RouteCursor cursor, bool hasAll)
    {
        lock (_gate)
        {
            _hasLost |= !hasAll;
            if (_members.GetValueOrDefault(cursor.Route.Channel) == cursor)
                _members.Remove(cursor.Route.Channel);
        }
    }

    /// <summary>Whether nobody needs it; then it ends.</summary>
    public bool TryEnd()
    {
        lock (_gate)
        {
            if (_members.Count > 0)
                return false;
            _isEnded = true;
        }

        StopWaiting();
        return true;
    }

    /// <summary>Says that nothing more comes, after it has ended, if the process has all that was for it. Never throws.</summary>
    public async Task SayLastAsync()
    {
        if (!_hasLost)
            await SendAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        async Task SendAsync() => await receiver.DeliverAsync(new DeliveryFrame(context.Process, [], IsLast: true)).WaitAsync(context.AnswerLimit, context.Clock).ConfigureAwait(false);
    }

    /// <summary>Answers that are waited for now hardly come.</summary>
    public void StopWaiting() => Interlocked.Exchange(ref _waiting, new CancellationTokenSource()).Cancel();

    /// <summary>A stream has something for the process.</summary>
    public void Ready(RouteCursor cursor)
    {
        lock (_gate)
        {
            if (cursor.IsQueued)
                return;
            cursor.IsQueued = true;
            _ready.Enqueue(cursor);
        }

        if (Enter())
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Asks for streams that were said to have no room: the word that they have may be lost.</summary>
    public void AskPending()
    {
        RouteCursor[] members;
        lock (_gate)
            members = [.. _members.Values];
        foreach (var cursor in members.Where(cursor => cursor.IsPending))
        {
            cursor.IsAsked = true;
            Ready(cursor);
        }
    }

    /// <summary>The process has room again for these streams.</summary>
    public void Acknowledge(AcknowledgedChannel[] channels)
    {
        foreach (var (channel, epoch, last) in channels)
        {
            RouteCursor? cursor;
            lock (_gate)
                cursor = _members.GetValueOrDefault(channel);
            if (cursor?.Output.Epoch == epoch && cursor.Output.NoteRoom(cursor, last))
                Ready(cursor);
        }
    }

    void IThreadPoolWorkItem.Execute() => Run();

    /// <summary>One runs at a time; false when one does, which looks again then.</summary>
    private bool Enter()
    {
        while (true)
        {
            var state = Volatile.Read(ref _state);
            if (state == RunningAgain)
                return false;
            if (Interlocked.CompareExchange(ref _state, state + 1, state) == state)
                return state == Idle;
        }
    }

    private void Run()
    {
        do
        {
            Volatile.Write(ref _state, Running);
            while (Volatile.Read(ref _underWay) < context.Options.Window && Build() is { } load)
            {
                Interlocked.Increment(ref _underWay);
                _ = SendAsync(load);
            }
        }
        while (Interlocked.CompareExchange(ref _state, Idle, Running) != Running);
    }

    private FrameLoad? Build()
    {
        FrameLoad? load = null;
        List<RouteCursor>? unfinished = null;
        var (room, ready) = (context.Options.MaxFrameBytes, ReadyCount());
        for (; ready > 0 && room > 0 && TryDequeue() is { } cursor; ready--)
        {
            if (!cursor.Output.TryTake(cursor, room, out var segment, out var more))
                continue;
            (load ??= new FrameLoad()).Add(cursor, segment);
            room -= segment.Blocks.Length + FrameLoad.Overhead;
            if (more)
                (unfinished ??= []).Add(cursor);
        }

        unfinished?.ForEach(Ready);
        return load;
    }

    /// <summary>Those that become ready while a frame is filled go in the next: each stream has one segment in a frame.</summary>
    private int ReadyCount()
    {
        lock (_gate)
            return _ready.Count;
    }

    private RouteCursor? TryDequeue()
    {
        lock (_gate)
        {
            if (!_ready.TryDequeue(out var cursor))
                return null;
            cursor.IsQueued = false;
            return cursor;
        }
    }

    private async Task SendAsync(FrameLoad load)
    {
        var reply = await DeliverAsync(load.ToFrame(context.Process)).ConfigureAwait(false);
        foreach (var (cursor, segment) in load.Parts)
        {
            var unknown = reply?.Unknown is { } names && names.Contains(segment.Channel);
            var more = cursor.Output.NoteAnswer(cursor, segment.Last, pending: reply?.Pending is { } pending && pending.Contains(segment.Channel));
            if (unknown || reply is null)
                cursor.Output.Lose(cursor);
            else if (more)
                Ready(cursor);
        }

        Interlocked.Decrement(ref _underWay);
        if (Enter())
            Run();
    }

    /// <summary>Sends it until it is answered; null when the process is not there for longer than its lease, or nobody needs the link.</summary>
    private async Task<DeliveryReply?> DeliverAsync(DeliveryFrame frame)
    {
        var began = context.Clock.GetTimestamp();
        for (var failures = 0; ;)
        {
            try
            {
                return await receiver.DeliverAsync(frame).WaitAsync(context.AnswerLimit, context.Clock, Volatile.Read(ref _waiting).Token).ConfigureAwait(false);
            }
            catch (Exception) when (Volatile.Read(ref _isEnded))
            {
                return null;
            }
            catch (Exception) when (context.HasLeft)
            {
                return DeliveryReply.Taken;
            }
            catch (Exception error) when (context.Clock.GetElapsedTime(began) > context.Options.Lease)
            {
                NotReached(context.Logger, process.Name, error.Message);
                return null;
            }
            catch (Exception)
            {
                // Tried again: a frame that arrives twice is taken once.
            }

            await Task.Delay(context.PauseAfter(++failures), context.Clock, CancellationToken.None).ConfigureAwait(false);
        }
    }

    [LoggerMessage(9740, LogLevel.Warning, "{Process} cannot be reached, and gets nothing more: {Reason}")]
    private static partial void NotReached(ILogger logger, string process, string reason);
}
