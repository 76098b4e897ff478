using QuantTradeAI.Streaming.Feeds;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>
/// The policy <see cref="QueuePolicy.Block"/>: from full until half empty the publishers are asked to wait; when that takes too long,
/// the queue loses its oldest events until its reader has emptied it.
/// </summary>
internal sealed partial class SubscriberQueue
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(24);

    private bool _full;
    private bool _impatient;
    private long _fullSince;
    private TaskCompletionSource? _room;

    /// <summary>Whether publishers are asked to wait.</summary>
    public bool IsWaitedFor => _blocks && Volatile.Read(ref _full);

    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        Task room;
        TimeSpan patience;
        lock (_gate)
        {
            if (!_full)
                return;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _room.Task;
            patience = _blockTimeout - _clock.GetElapsedTime(_fullSince);
        }

        try
        {
            if (patience > TimeSpan.Zero)
                await room.WaitAsync(patience < LongestTimer ? patience : LongestTimer, _clock, cancellationToken).ConfigureAwait(false);
            else
                EndPatience(room);
        }
        catch (TimeoutException)
        {
            EndPatience(room);
        }
    }

    private bool IsFull()
    {
        if (!_full && !_impatient && Count >= _capacity)
        {
            _full = true;
            _fullSince = _clock.GetTimestamp();
        }

        return _full;
    }

    private void EndPatience(Task room)
    {
        lock (_gate)
        {
            if (_room?.Task != room)
                return;
            _impatient = true;
            MakeRoom();
        }
    }

    private void MakeRoomWhenLow()
    {
        if (!_blocks)
            return;
        if (_full && Count <= _capacity / 2)
            MakeRoom();
        if (Count == 0)
            _impatient = false;
    }

    private void MakeRoom()
    {
        _full = false;
        _room?.TrySetResult();
        _room = null;
    }
}
