using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Telemetry;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>
/// One subscription of this process: what waits for it, and the loop that gives its sink all of that at once, one call at a time. A sink that never returns
/// fills nothing but this.
/// </summary>
internal sealed class SinkQueue : IThreadPoolWorkItem
{
    /// <summary>How long <see cref="EndAsync"/> waits for a running call.</summary>
    public static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    private static readonly AsyncLocal<object?> Call = new();

    private readonly Lock _changing = new();
    private readonly WaitingBlocks _waiting = new();
    private readonly StreamInput _input;
    private readonly IStreamSink _sink;
    private readonly PushStreamSettings _settings;
    private readonly TimeProvider _time;
    private readonly PushMeters _meters;
    private readonly ILogger _logger;
    private readonly LogPace _pace;

    /// <summary>What may wait before more is added: what was under way when it became full, a full outbox in each frame at most, has to go somewhere.</summary>
    private readonly long _hardLimit;
    private ITimer? _patience;
    private long _fullSince;
    private object? _call;
    private TaskCompletionSource? _idle;
    private bool _running;
    private bool _givenUp;
    private bool _ended;
    private volatile bool _full;

    public SinkQueue(StreamInput input, IStreamSink sink, PushStreamSettings settings, ReceivingContext context)
    {
        (_input, _sink, _settings, _time, _meters, _logger) = (input, sink, settings, context.Time, context.Meters, context.Logger);
        _hardLimit = (1L + context.Options.Window) * settings.Capacity;
        _pace = new LogPace(_time);
        _meters.Subscribers(1);
    }

    public StreamId Stream => _input.Stream;

    /// <summary>This process's name for the stream.</summary>
    public int Channel => _input.Channel;

    /// <summary>Whether the producer has to wait for it.</summary>
    public bool IsFull => _full;

    public StreamInput Input => _input;

    /// <summary>Adds what has come, and takes out what there is no room for.</summary>
    public void Offer(IReadOnlyList<ReceivedBlock> blocks)
    {
        var (overflowed, conflated) = (0L, 0L);
        lock (_changing)
        {
            if (_ended)
                return;
            if (_settings.Policy == PushStreamPolicy.Block)
                overflowed += _waiting.DropTo(_hardLimit);
            for (var i = 0; i < blocks.Count; i++)
                conflated += _waiting.Add(blocks[i]);
            if (_settings.Policy == PushStreamPolicy.Conflate && _waiting.Items > _settings.Capacity && _running)
                conflated += _waiting.Conflate();
            if (_running && _settings.Policy == PushStreamPolicy.Block && !_givenUp)
                Await();
            else if (_running)
                overflowed += _waiting.DropTo(_settings.Capacity);
            if (!_running && !_waiting.IsEmpty)
            {
                _running = true;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }

        Count(overflowed, conflated);
    }

    /// <summary>Ends it: no call begins after this has returned, nor is one under way, unless it took longer than <see cref="EndLimit"/> or is the caller. May be called again.</summary>
    public async Task EndAsync()
    {
        Task? running = null;
        lock (_changing)
        {
            if (!_ended)
                _meters.Subscribers(-1);
            _ended = true;
            _full = false;
            _waiting.Clear();
            _patience?.Dispose();
            if (_running && (_call is null || Call.Value != _call))
                running = (_idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        _input.Settle();
        try
        {
            if (running is not null)
                await running.WaitAsync(EndLimit, _time);
        }
        catch (TimeoutException)
        {
            // The sink never returned; nothing more is given to it.
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        while (TryTake(out var received))
        {
            Call.Value = _call;
            var items = 0L;
            var publishedAt = 0L;
            foreach (var block in received)
            {
                items += block.Count;
                if (publishedAt == 0 && block.Loss is null)
                    publishedAt = block.PublishedAt;
            }

            if (publishedAt > 0)
                _meters.Latency(Math.Max(0, ((_time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) * 100) - publishedAt) / 1e9);
            try
            {
                await _sink.TakeAsync(received);
                _meters.Delivered(items - _sink.Unread);
            }
            catch (Exception e)
            {
                _meters.Failed();
                if (_pace.IsDue(out var failures))
                    _logger.SinkFailed(e, _sink.Name, Stream, failures);
            }
        }
    }

    private bool TryTake(out ReceivedBlock[] received)
    {
        bool wasFull;
        lock (_changing)
        {
            _call = null;
            if (_ended || _waiting.IsEmpty)
            {
                received = [];
                _running = false;
                _idle?.TrySetResult();
                return false;
            }

            received = _waiting.TakeAll();
            _call = new object();
            wasFull = _full;
            (_full, _givenUp) = (false, false);
            if (wasFull)
                _patience!.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        if (wasFull)
            _input.Settle();
        return true;
    }

    private void Await()
    {
        if (_full || _waiting.Items < _settings.Capacity)
            return;
        _full = true;
        _fullSince = _time.GetTimestamp();
        if (_patience is null)
            _patience = _time.CreateTimer(static queue => ((SinkQueue)queue!).LosePatience(), this, _settings.Patience, Timeout.InfiniteTimeSpan);
        else
            _patience.Change(_settings.Patience, Timeout.InfiniteTimeSpan);
    }

    private void LosePatience()
    {
        long overflowed;
        lock (_changing)
        {
            if (!_full)
                return;
            var left = _settings.Patience - _time.GetElapsedTime(_fullSince);
            if (left > TimeSpan.Zero)
            {
                _patience!.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
                return;
            }

            (_full, _givenUp) = (false, true);
            overflowed = _waiting.DropTo(_settings.Capacity);
        }

        Count(overflowed, 0);
        _input.Settle();
    }

    private void Count(long overflowed, long conflated)
    {
        if (overflowed > 0)
            _meters.Dropped(overflowed, LossReason.Overflow);
        if (conflated > 0)
            _meters.Dropped(conflated, LossReason.Conflated);
    }
}
