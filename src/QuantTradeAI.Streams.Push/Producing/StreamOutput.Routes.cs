using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>Who gets the stream.</summary>
internal sealed partial class StreamOutput
{
    private readonly List<RouteCursor> _cursors = [];
    private Guid _grain;
    private long _version;

    /// <summary>False when the change begins at a version that is not here.</summary>
    public bool Change(RouteChange change)
    {
        lock (_gate)
        {
            if (!_isStarted && change.Since > 0)
                return false;
            if (!Adopt(change))
                return false;
            ServeWaiting();
            return true;
        }
    }

    /// <summary>Ends all: what was not sent is lost, and what waits to be published fails.</summary>
    public void End(Exception why)
    {
        lock (_gate)
        {
            foreach (var cursor in _cursors.ToList())
                Remove(cursor);
            (_isEnded, _isStarted, _starting) = (true, false, null);
            Fail(why);
        }

        _patience?.Dispose();
    }

    /// <summary>
    /// A grain that has just begun to live knows only who has entered at it again: whom it does not name goes on to get the stream, until its process
    /// says that it does not want it, or is gone.
    /// </summary>
    private bool Adopt(RouteChange change)
    {
        if (change.Since > 0)
        {
            if (change.Grain != _grain || change.Since > _version)
                return false;
            if (change.Version <= _version)
                return true;
            foreach (var process in change.Removed)
            {
                if (_cursors.Find(cursor => cursor.Route.Process.Id == process) is { } gone)
                    Remove(gone);
            }
        }
        else
        {
            if (change.Grain == _grain && change.Version < _version)
                return true;
            foreach (var cursor in _cursors.Where(cursor => cursor.Grain == change.Grain && !change.Added.Any(route => IsSame(route, cursor.Route))).ToList())
                Remove(cursor);
        }

        foreach (var route in change.Added)
            Add(route).Grain = change.Grain;
        (_grain, _version) = (change.Grain, change.Version);
        return true;
    }

    private RouteCursor Add(StreamRoute route)
    {
        if (_cursors.Find(cursor => cursor.Route.Process.Id == route.Process.Id) is { } present)
        {
            if (IsSame(present.Route, route))
                return present;
            Remove(present);
        }

        RouteCursor cursor;
        do
            cursor = new RouteCursor(this, route, _context.LinkTo(route.Process), _log.Head);
        while (!cursor.Link.TryJoin(cursor));
        _cursors.Add(cursor);

        // Even where nothing is published it is told where it begins.
        cursor.Link.Ready(cursor);
        return cursor;
    }

    private void Remove(RouteCursor cursor, bool isLost = false)
    {
        _cursors.Remove(cursor);
        cursor.IsRemoved = true;
        if (_log.Head > cursor.Sent)
            _context.Meters.Dropped(_log.Head - cursor.Sent, LossReason.Unreachable);
        TrimSent();
        cursor.Link.Leave(cursor, hasAll: !isLost && cursor.Sent == _log.Head && cursor.UnderWay == 0);
        AnswerFlushes();
    }

    private void TrimSent()
    {
        var before = _log.Items;
        _log.TrimTo(LeastSent());
        _context.Meters.Waiting(_log.Items - before);
    }

    private long LeastSent()
    {
        var least = _log.Head;
        foreach (var cursor in _cursors)
            least = Math.Min(least, cursor.Sent);
        return least;
    }

    /// <summary>The least of those that are not far behind.</summary>
    private long LeastSentOfTheQuick()
    {
        var least = _log.Head;
        foreach (var cursor in _cursors)
        {
            if (_log.Head - cursor.Sent <= _settings.Capacity / 2)
                least = Math.Min(least, cursor.Sent);
        }

        return least;
    }

    private static bool IsSame(StreamRoute one, StreamRoute other) => one.Process.Id == other.Process.Id && one.Channel == other.Channel;
}
