using QuantTradeAI.Streams.Push.Blocks;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>What this process publishes to one stream: numbers it, keeps what is not sent yet, within its bound, and tells its links.</summary>
internal sealed partial class StreamOutput
{
    private const int MaxWaiting = 1_024;
    private const int MaxKeys = 1_048_576;

    private readonly Lock _gate = new();
    private readonly StreamLog _log = new();
    private readonly ProducerContext _context;
    private readonly PushStreamSettings _settings;

    /// <summary>Most streams have nothing of these for most of the time.</summary>
    private Queue<WaitingPublish>? _waiting;
    private ITimer? _patience;
    private Dictionary<object, int>? _keys;
    private Task? _starting;
    private bool _isStarted;
    private bool _isEnded;
    private long _headAtLook;
    private long _quietSince;

    public StreamOutput(StreamId stream, ProducerContext context)
    {
        Stream = stream;
        _context = context;
        _settings = context.Options.Of(stream);
        Epoch = context.NextEpoch();
        _quietSince = context.Clock.GetTimestamp();
    }

    public StreamId Stream { get; }

    public long Epoch { get; }

    /// <summary>Whether items have keys.</summary>
    public bool IsConflated => _settings.Policy == PushStreamPolicy.Conflate;

    /// <summary>Most items that may go in one block.</summary>
    public int MaxBlock => IsConflated ? 1 : Math.Max(1, _settings.Capacity / 4);

    /// <summary>Returns when the block has a place: at once, unless its subscribers have to be waited for. Null when this output has ended: there is another one then.</summary>
    /// <exception cref="InvalidOperationException">More than 1,024 calls wait.</exception>
    public Task? PublishAsync(in Block block)
    {
        lock (_gate)
        {
            if (_isEnded)
                return null;
            if (_isStarted && _waiting is null && TryMakeRoom(block.Count))
            {
                Append(block);
                return Task.CompletedTask;
            }

            if (_waiting?.Count == MaxWaiting)
                throw new InvalidOperationException($"{MaxWaiting} calls wait to publish to {Stream}: each has to be awaited before the next one.");
            var waiting = new WaitingPublish(block);
            (_waiting ??= new()).Enqueue(waiting);
            if (!_isStarted)
                _starting ??= StartAsync();
            else if (_waiting.Count == 1)
                AwaitRoom();
            return waiting.Published.Task;
        }
    }

    /// <summary>The number of an item's key in a stream that is conflated; 0 where the item has none, or a million others were before.</summary>
    public int KeyOf(object? item)
    {
        if (item is null || _settings.Key?.Invoke(item) is not { } key)
            return 0;
        lock (_gate)
        {
            var keys = _keys ??= [];
            if (keys.TryGetValue(key, out var number) || keys.Count == MaxKeys)
                return number;
            return keys[key] = keys.Count + 1;
        }
    }

    /// <summary>Ends it when nothing was published for so long, as far as the looks before could see, and nothing waits.</summary>
    public bool TryEndIdle(TimeSpan limit)
    {
        lock (_gate)
        {
            if (_waiting is not null || _log.Items > 0 || _log.Head != _headAtLook)
                (_headAtLook, _quietSince) = (_log.Head, _context.Clock.GetTimestamp());
            if (_context.Clock.GetElapsedTime(_quietSince) < limit)
                return false;
            End(new ObjectDisposedException(nameof(StreamOutput)));
            return true;
        }
    }

    private async Task StartAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            using var limit = new CancellationTokenSource(_context.Options.Lease, _context.Clock);
            var change = await _context.Registrar.ProduceAsync(Stream, limit.Token).ConfigureAwait(false);
            lock (_gate)
            {
                if (_isEnded)
                    return;
                Adopt(change);
                (_isStarted, _starting) = (true, null);
                ServeWaiting();
                AnswerFlushes();
            }
        }
        catch (Exception error)
        {
            lock (_gate)
            {
                _starting = null;
                Fail(error);
                AnswerFlushes();
            }
        }
    }

    private void Append(in Block block)
    {
        _context.Meters.Published(block.Count);
        if (_cursors.Count == 0)
        {
            _log.Skip(block.Count);
            return;
        }

        _log.Append(block, _context.Now());
        _context.Meters.Waiting(block.Count);
        foreach (var cursor in _cursors)
        {
            if (!cursor.IsPending)
                cursor.Link.Ready(cursor);
        }
    }

    private bool TryMakeRoom(int items)
    {
        if (HasRoom(items))
            return true;
        var before = _log.Items;
        _log.TrimTo(LeastSent());
        if (!HasRoom(items) && IsConflated)
            _log.ConflateTo(LeastSentOfTheQuick());
        while (!HasRoom(items) && !IsFirstWaitedFor())
            _log.DropFirst();
        _context.Meters.Waiting(_log.Items - before);
        return HasRoom(items);
    }

    private bool HasRoom(int items) => _log.Items == 0 || _log.Items + items <= _settings.Capacity;

    private bool IsFirstWaitedFor()
    {
        if (_settings.Policy != PushStreamPolicy.Block)
            return false;
        var first = _log[0].Last;
        foreach (var cursor in _cursors)
        {
            if (cursor.Sent < first && !cursor.IsLaggard)
                return true;
        }

        return false;
    }

    /// <summary>Publishes what has waited and has room now; the next one's patience begins anew. False where nothing has.</summary>
    private bool ServeWaiting()
    {
        if (_waiting is not { } queue)
            return false;
        var served = false;
        while (queue.TryPeek(out var waiting) && TryMakeRoom(waiting.Block.Count))
        {
            Append(waiting.Block);
            queue.Dequeue().Published.TrySetResult();
            served = true;
        }

        if (queue.Count == 0)
            _waiting = null;
        else if (served)
            AwaitRoom();
        return served;
    }

    private void Fail(Exception why)
    {
        while (_waiting?.TryDequeue(out var waiting) == true)
            waiting.Published.TrySetException(why);
        _waiting = null;
    }

    private void AwaitRoom()
    {
        _context.Meters.Stalled();
        _patience ??= _context.Clock.CreateTimer(static output => ((StreamOutput)output!).EndPatience(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _patience.Change(_settings.Patience, Timeout.InfiniteTimeSpan);
    }

    private void EndPatience()
    {
        lock (_gate)
        {
            if (_waiting is null)
                return;
            var first = _log.Count > 0 ? _log[0].Last : 0;
            foreach (var cursor in _cursors.Where(cursor => cursor.Sent < first))
            {
                cursor.IsLaggard |= !cursor.IsPending || cursor.HasHadMoreTime;
                cursor.HasHadMoreTime = true;
            }

            if (!ServeWaiting() && _waiting is not null)
                AwaitRoom();
        }
    }
}
