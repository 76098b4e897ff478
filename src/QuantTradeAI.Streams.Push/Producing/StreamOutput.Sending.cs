using System.Buffers;
using System.Runtime.InteropServices;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>What goes out, and what comes back.</summary>
internal sealed partial class StreamOutput
{
    private List<(long Upto, TaskCompletionSource Done)>? _flushes;

    /// <summary>Returns when all that was published before was taken by every process that gets it, or will never be.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (IsFlushed(_log.Head) && _waiting is null)
                return Task.CompletedTask;
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (_flushes ??= []).Add((_log.Head + (_waiting?.Sum(waiting => (long)waiting.Block.Count) ?? 0), done));
            return done.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes what waits for a process, as much as fits; false when there is nothing, and nothing to ask.</summary>
    /// <param name="cursor">Which.</param>
    /// <param name="room">Bytes; one block goes in any case.</param>
    /// <param name="segment">What goes out.</param>
    /// <param name="more">Whether something is left.</param>
    public bool TryTake(RouteCursor cursor, int room, out StreamSegment segment, out bool more)
    {
        lock (_gate)
        {
            (segment, more) = (default, false);
            var hasNews = !cursor.IsPending && cursor.Sent < _log.Head;
            if (cursor.IsRemoved || !(hasNews || cursor.IsAsked || !cursor.HasBegun))
                return false;
            cursor.IsAsked = false;
            segment = hasNews ? Collect(cursor, room) : Empty(cursor);
            cursor.HasBegun = true;
            cursor.UnderWay++;
            more = !cursor.IsPending && cursor.Sent < _log.Head;
            if (!more)
                TrimIfAlone();
            ServeWaiting();
            return true;
        }
    }

    /// <summary>A frame with something of it was answered.</summary>
    /// <returns>Whether there is more to send.</returns>
    public bool NoteAnswer(RouteCursor cursor, long last, bool pending)
    {
        lock (_gate)
        {
            cursor.UnderWay--;
            if (pending)
                cursor.PendingTo = Math.Max(cursor.PendingTo, last);
            else
                NoteTaken(cursor, last);
            AnswerFlushes();
            return HasMoreFor(cursor);
        }
    }

    /// <summary>The receiver has room again; true when there is something for it.</summary>
    public bool NoteRoom(RouteCursor cursor, long last)
    {
        lock (_gate)
        {
            NoteTaken(cursor, last);
            return HasMoreFor(cursor);
        }
    }

    /// <summary>The process is not there, or does not know the stream.</summary>
    public void Lose(RouteCursor cursor)
    {
        lock (_gate)
        {
            if (cursor.IsRemoved)
                return;
            Remove(cursor, isLost: true);
            ServeWaiting();
        }

        _context.Registrar.NoteLost(Stream, cursor.Route);
    }

    private bool HasMoreFor(RouteCursor cursor) => !cursor.IsRemoved && !cursor.IsPending && cursor.Sent < _log.Head;

    private void NoteTaken(RouteCursor cursor, long last)
    {
        cursor.TakenTo = Math.Max(cursor.TakenTo, last);
        (cursor.IsLaggard, cursor.HasHadMoreTime) = (false, false);
    }

    private StreamSegment Collect(RouteCursor cursor, int room)
    {
        var (index, bytes, items) = (_log.IndexAfter(cursor.Sent), 0, 0L);
        var conflates = IsConflated && _log.Head - cursor.Sent > _settings.Capacity;
        var taken = new List<LogEntry>();
        var last = cursor.Sent;
        for (; index < _log.Count; index++)
        {
            var entry = _log[index];
            if (conflates && _log.IsSuperseded(entry))
            {
                last = entry.Last;
                continue;
            }

            var size = BlockFormat.SizeOf(entry.Block);
            if (taken.Count > 0 && bytes + size > room)
                break;
            taken.Add(entry);
            (bytes, items, last) = (bytes + size, items + entry.Block.Count, entry.Last);
        }

        if (index == _log.Count)
            last = _log.Head;
        var lost = checked((int)(last - cursor.Sent - items));
        var reason = cursor.Sent < _log.DroppedTo ? LossReason.Overflow : LossReason.Conflated;
        if (lost > 0)
            _context.Meters.Dropped(lost, reason);
        var segment = Empty(cursor) with { Last = last, Lost = lost, Reason = reason, PublishedAt = taken.Count > 0 ? taken[0].PublishedAt : 0, Blocks = Write(taken, bytes) };
        cursor.Sent = last;
        return segment;
    }

    /// <summary>Of no items: asks, or tells where it begins.</summary>
    private StreamSegment Empty(RouteCursor cursor) => new()
    {
        Channel = cursor.Route.Channel,
        Epoch = Epoch,
        After = cursor.Sent,
        Last = cursor.Sent,
        IsFirst = !cursor.HasBegun,
        IsAgain = !cursor.HasBegun && cursor.Route.IsAgain,
    };

    private static ReadOnlyMemory<byte> Write(List<LogEntry> entries, int bytes)
    {
        if (entries.Count == 0)
            return default;
        var output = new ArrayBufferWriter<byte>(bytes);
        var blocks = new List<Block>(entries.Count);
        for (var index = 0; index < entries.Count;)
        {
            blocks.Clear();
            var first = entries[index].First;
            do
                blocks.Add(entries[index].Block);
            while (++index < entries.Count && entries[index].First == entries[index - 1].Last + 1 && BlockFormat.CanMerge(blocks[^1], entries[index].Block));
            BlockFormat.WriteMerged(output, first, CollectionsMarshal.AsSpan(blocks));
        }

        return output.WrittenMemory;
    }

    /// <summary>The common case: everybody has everything.</summary>
    private void TrimIfAlone()
    {
        if (_cursors.Count == 1 || LeastSent() == _log.Head)
            TrimSent();
    }

    private bool IsFlushed(long upto)
    {
        foreach (var cursor in _cursors)
        {
            if (cursor.Sent < upto || cursor.UnderWay > 0)
                return false;
        }

        return true;
    }

    private void AnswerFlushes()
    {
        for (var index = (_flushes?.Count ?? 0) - 1; index >= 0; index--)
        {
            if (!IsFlushed(_flushes![index].Upto))
                continue;
            _flushes[index].Done.TrySetResult();
            _flushes.RemoveAt(index);
        }
    }
}
