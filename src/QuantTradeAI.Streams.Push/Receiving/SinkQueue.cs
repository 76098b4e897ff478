using Microsoft.Extensions.Logging;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>What waits for one subscription, within its bound, and the loop that hands it over: everything that waits in one call, one call at a time.</summary>
internal sealed partial class SinkQueue : IThreadPoolWorkItem, IDisposable
{
    private static readonly AsyncLocal<SinkQueue?> Calling = new();
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly IStreamSink _sink;
    private readonly InputContext _context;
    private readonly PushStreamSettings _settings;
    private readonly Action _noteRoom;
    private readonly ITimer _patience;
    private WaitingBlocks _waiting = new();
    private Task _running = Task.CompletedTask;
    private TaskCompletionSource? _idle;
    private bool _isLaggard;
    private bool _isTimed;
    private bool _isEnded;
    private long _failures;
    private long? _logged;

    public SinkQueue(Guid id, IStreamSink sink, InputContext context, PushStreamSettings settings, Action noteRoom)
    {
        (Id, _sink, _context, _settings, _noteRoom) = (id, sink, context, settings, noteRoom);
        _patience = context.Clock.CreateTimer(static queue => ((SinkQueue)queue!).EndPatience(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Guid Id { get; }

    /// <summary>Whether producers have to wait for it.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
                return _settings.Policy == PushStreamPolicy.Block && !_isLaggard && !_isEnded && _waiting.Items >= _settings.Capacity;
        }
    }

    /// <summary>Takes blocks and losses, and loses the oldest where its bound says so.</summary>
    public void Add(List<ReceivedBlock> received)
    {
        lock (_gate)
        {
            if (_isEnded)
                return;
            foreach (var block in received)
                _waiting.Add(block);
            Bound();
            if (_idle is not null)
                return;
            _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _running = _idle.Task;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>No call begins after it has returned; it waits for the one that runs, unless that is what calls, or the deadline comes.</summary>
    public async Task EndAsync()
    {
        Task running;
        lock (_gate)
        {
            (_isEnded, running) = (true, _running);
            _waiting.Clear();
        }

        _patience.Dispose();
        if (Calling.Value == this)
            return;
        using var limit = new CancellationTokenSource(_context.Options.SendTimeout, _context.Clock);
        await running.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _patience.Dispose();

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        Calling.Value = this;
        while (TakeAll() is { } blocks)
        {
            _noteRoom();
            var failed = false;
            try
            {
                await _sink.TakeAsync(blocks).ConfigureAwait(false);
            }
            catch (Exception error)
            {
                failed = true;
                NoteFailure(error);
            }

            if (!failed)
                Measure(blocks);
        }
    }

    private IReadOnlyList<ReceivedBlock>? TakeAll()
    {
        lock (_gate)
        {
            if (_isEnded || _waiting.IsEmpty)
            {
                _idle!.SetResult();
                _idle = null;
                return null;
            }

            if (_settings.Policy == PushStreamPolicy.Conflate && _waiting.Items > _settings.Capacity)
                Drop(_waiting.Conflate(), LossReason.Conflated);
            (_isLaggard, _isTimed) = (false, false);
            return _waiting.TakeAll();
        }
    }

    /// <summary>
    /// More than its capacity where producers wait for it: what was under way when it became full has to go somewhere, and what waited for a frame that was
    /// overtaken; a full outbox in each frame at most.
    /// </summary>
    private void Bound()
    {
        var (limit, items) = (_settings.Capacity, _waiting.Items);
        if (items < limit)
            return;
        switch (_settings.Policy)
        {
            case PushStreamPolicy.Block when !_isLaggard:
                limit *= (2 * _context.Options.Window) + 2;
                if (!_isTimed)
                    _patience.Change(_settings.Patience, Timeout.InfiniteTimeSpan);
                _isTimed = true;
                break;
            case PushStreamPolicy.Conflate when items > 2 * limit:
                Drop(_waiting.Conflate(), LossReason.Conflated);
                break;
            case PushStreamPolicy.Conflate:
                return;
        }

        Drop(_waiting.DropTo(limit), LossReason.Overflow);
    }

    private void EndPatience()
    {
        lock (_gate)
        {
            if (!_isTimed)
                return;
            (_isLaggard, _isTimed) = (true, false);
            Drop(_waiting.DropTo(_settings.Capacity), LossReason.Overflow);
        }

        _noteRoom();
    }

    private void Drop(long items, LossReason reason)
    {
        if (items > 0)
            _context.Meters.Dropped(items, reason);
    }

    private void Measure(IReadOnlyList<ReceivedBlock> blocks)
    {
        var (items, published) = (0L, 0L);
        foreach (var block in blocks)
        {
            items += block.Count;
            published = published == 0 ? block.PublishedAt : published;
        }

        if (items == 0)
            return;
        _context.Meters.Delivered(items);
        _context.Meters.Latency(Math.Max(0, (_context.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100 - published) / 1e9);
    }

    private void NoteFailure(Exception error)
    {
        _context.Meters.Failed();
        _failures++;
        if (_logged is { } logged && _context.Clock.GetElapsedTime(logged) < LogInterval)
            return;
        Threw(_context.Logger, error, _sink.Name, _failures);
        (_failures, _logged) = (0, _context.Clock.GetTimestamp());
    }

    [LoggerMessage(9720, LogLevel.Warning, "The subscriber {Subscriber} failed, and goes on with what comes next; {Failures} such failures since the last such line.")]
    private static partial void Threw(ILogger logger, Exception error, string subscriber, long failures);
}
