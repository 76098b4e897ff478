using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>What the owner says of where the stream stands, against what came.</summary>
internal sealed partial class StreamRelay
{
    private (StreamPosition? Position, DataTypes Trusted, long Since) _expectedEpoch;

    /// <summary>
    /// Learns where the stream stands. What was published but does not come in time will be announced by <see cref="Poll"/>, which is to be called next.
    /// Returns the kinds that begin here: their last known values are to be told before anything else of them.
    /// </summary>
    /// <param name="position">What the owner says.</param>
    /// <param name="trusted">Kinds of which all that was handed to the stream is cared for elsewhere: what else was published is not missing.</param>
    public IReadOnlyList<MarketEventKind> Learn(StreamPosition position, DataTypes trusted = DataTypes.None)
    {
        var epoch = position.Last.Epoch;
        if (!_begun)
            Begin(position);
        else if (epoch < _epoch)
            return [];
        else if (epoch > _epoch && position.Continues is { } end && end.Epoch == _epoch)
        {
            _expectedEpoch = (position, trusted, _expectedEpoch.Position is null ? clock.GetTimestamp() : _expectedEpoch.Since);
            return [];
        }
        else if (epoch > _epoch)
            Enter(new BatchOrigin(epoch, null), isToldDisconnected: position.State == FeedStatusKind.Disconnected);

        return Match(position, trusted);
    }

    /// <summary>Gives up what has been waited for long enough. Returns the kinds of which published numbers did not come.</summary>
    public IReadOnlyList<MarketEventKind> Poll()
    {
        foreach (var input in _inputs)
        {
            if (input is { IsFollowed: true, Held.Count: > 0 } && clock.GetElapsedTime(input.HeldSince) >= limits.Hold)
                GiveUpOnOthers(input);
        }

        Release();
        if (_expectedEpoch.Position is { } next && Left(_expectedEpoch.Since, LastOfAll()) <= TimeSpan.Zero)
        {
            var trusted = _expectedEpoch.Trusted;
            Enter(new BatchOrigin(next.Last.Epoch, next.Continues), isToldDisconnected: false);
            Match(next, trusted);
            Release();
        }

        return [.. Overdue()];
    }

    /// <summary>When <see cref="Poll"/> has something to do; null when it has not.</summary>
    public TimeSpan? NextPoll()
    {
        TimeSpan? next = null;
        foreach (var input in _inputs)
        {
            if (input is { IsFollowed: true, Held.Count: > 0 })
                next = Earlier(next, limits.Hold - clock.GetElapsedTime(input.HeldSince));
        }

        if (_expectedEpoch.Position is not null)
            next = Earlier(next, Left(_expectedEpoch.Since, LastOfAll()));
        for (var kind = MarketEventKind.Trade; kind <= MarketEventKind.Status; kind++)
        {
            if (_kinds[(int)kind].IsExpecting)
                next = Earlier(next, Left(_kinds[(int)kind].Expected.Since, LastOf(kind)));
        }

        return next;
    }

    private static TimeSpan Earlier(TimeSpan? one, TimeSpan other) => one is { } known && known < other ? known : other;

    private void Begin(StreamPosition position)
    {
        (_begun, _epoch) = (true, position.Last.Epoch);
        Statuses.Begin(position.Last.Statuses);
        if (position.State != FeedStatusKind.None)
            _state = position.State;
        if (position.Source.Length > 0)
            _source = ProviderId.Of(position.Source);
    }

    private List<MarketEventKind> Match(StreamPosition position, DataTypes trusted)
    {
        var now = clock.GetTimestamp();
        var beginning = new List<MarketEventKind>();
        var isDoubted = false;
        foreach (var input in _inputs)
        {
            if (input is null)
                continue;
            if (!input.IsFollowed)
            {
                Follow(input, position.Last);
                beginning.Add(input.Kind);
            }
            else if (input.Kind == MarketEventKind.Status || (trusted & input.Kind.DataType()) == 0)
            {
                isDoubted = true;
                _kinds[(int)input.Kind].Expect(position.Last.Of(input.Kind), now);
            }
        }

        if (isDoubted)
            Statuses.Expect(position.Last.Statuses, now);
        Reconcile(position);
        return beginning;
    }

    /// <summary>Where all statuses were accounted for and the state is another than was told, it was told by one that did not come.</summary>
    private void Reconcile(StreamPosition position)
    {
        if (position.State == FeedStatusKind.None || position.Last.Statuses != Statuses.Last || Plain(position.State) == Plain(_state))
            return;
        TellState(Plain(position.State) == FeedStatusKind.Live && _resyncDue ? FeedStatusKind.Resynced : position.State);
        _resyncDue = _state == FeedStatusKind.Disconnected;
    }

    private static FeedStatusKind? Plain(FeedStatusKind? state) => state == FeedStatusKind.Resynced ? FeedStatusKind.Live : state;

    private void Follow(RelayInput input, StreamEnd from)
    {
        input.IsFollowed = true;
        input.HeldSince = clock.GetTimestamp();
        input.Reach(from.Epoch, from.Statuses);
        if (input.Kind != MarketEventKind.Status)
            _kinds[(int)input.Kind].Begin(from.Of(input.Kind));
    }

    private IEnumerable<MarketEventKind> Overdue()
    {
        for (var kind = MarketEventKind.Trade; kind <= MarketEventKind.Status; kind++)
        {
            var numbers = _kinds[(int)kind];
            if (!numbers.IsExpecting || Left(numbers.Expected.Since, LastOf(kind)) > TimeSpan.Zero)
                continue;
            AnnounceUpTo(kind, numbers.Expected.Number);
            yield return kind;
        }
    }

    private TimeSpan Left(long since, long lastArrival) => limits.Grace - clock.GetElapsedTime(Math.Max(since, lastArrival));

    private long LastOf(MarketEventKind kind) => kind == MarketEventKind.Status ? LastOfAll() : _inputs[(int)kind]?.LastArrival ?? 0;

    private long LastOfAll() => _inputs.Max(input => input?.LastArrival ?? 0);

    private void GiveUpOnOthers(RelayInput waiting)
    {
        var (origin, one) = waiting.Held.Peek();
        foreach (var input in _inputs)
        {
            if (input is not { IsFollowed: true, IsBehind: false } || input == waiting || !IsAwaited(input, origin, one))
                continue;
            input.IsBehind = true;
            _counters.GivenUp++;
        }
    }

    private bool IsAwaited(RelayInput input, BatchOrigin origin, in MarketEvent one)
    {
        if (origin.Epoch > _epoch)
            return !HasEnded(input, origin);
        return one.Kind == MarketEventKind.Status && !input.HasReached(_epoch, one.Sequence > 0 ? one.Sequence : one.Status.To);
    }
}
