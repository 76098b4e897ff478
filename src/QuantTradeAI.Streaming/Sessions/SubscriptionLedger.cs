using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>
/// What one connection should be subscribed to, against what the venue has acknowledged. Requests are computed from the
/// difference, never replayed. An acknowledgement or first data must come in time, or the request is made again.
/// </summary>
internal sealed class SubscriptionLedger(TimeProvider clock, TimeSpan acknowledgeWithin)
{
    private enum State
    {
        Wanted,
        Requested,
        Active,
        Refused,
        Leaving,
    }

    private readonly Lock _changing = new();
    private readonly Dictionary<ChannelSubscription, Entry> _entries = [];
    private readonly Dictionary<(Symbol, DataTypes), Entry> _unconfirmed = [];
    private readonly UnansweredRequests _unanswered = new(clock, acknowledgeWithin);
    private int _mostAtOnce = int.MaxValue;
    private int _unconfirmedCount;

    /// <summary>Whether data can still confirm something; checked for each event, so it takes no lock.</summary>
    public bool HasUnconfirmed => Volatile.Read(ref _unconfirmedCount) > 0;

    /// <summary>Wanted, acknowledged, and still to be settled.</summary>
    public (int Wanted, int Active, int Unsettled) Count()
    {
        lock (_changing)
        {
            var wanted = _entries.Values.Where(entry => entry.State != State.Leaving).ToList();
            return (wanted.Count, wanted.Count(e => e.State == State.Active), wanted.Count(e => e.State is State.Wanted or State.Requested));
        }
    }

    /// <summary>What the venue has acknowledged and is still wanted.</summary>
    public ImmutableArray<WantedChannel> Active()
    {
        lock (_changing)
            return [.. _entries.Values.Where(entry => entry.State == State.Active).Select(entry => entry.Wanted)];
    }

    /// <summary>What the venue refused for good, with its words.</summary>
    public ImmutableArray<(ChannelSubscription Channel, string Reason)> Refused()
    {
        lock (_changing)
            return [.. _entries.Values.Where(entry => entry.State == State.Refused).Select(entry => (entry.Wanted.Channel, entry.Refusal))];
    }

    /// <summary>Whether the venue has acknowledged this and it is still wanted.</summary>
    public bool IsActive(Symbol symbol, DataTypes dataType)
    {
        lock (_changing)
            return _entries.Values.Any(e => e.State == State.Active && e.Wanted.Symbol == symbol && e.Wanted.Channel.DataType == dataType);
    }

    /// <summary>This is wanted from now on.</summary>
    public void Want(WantedChannel wanted)
    {
        lock (_changing)
        {
            if (!_entries.TryGetValue(wanted.Channel, out var entry))
                Move(_entries[wanted.Channel] = new Entry(wanted), State.Wanted);
            else if (entry.State == State.Leaving)
                Stay(entry, wanted);
        }
    }

    /// <summary>This is wanted no longer.</summary>
    public void Unwant(ChannelSubscription channel)
    {
        lock (_changing)
        {
            if (!_entries.TryGetValue(channel, out var entry) || entry.State == State.Leaving)
                return;
            if (entry.State != State.Refused && (entry.IsAsked || entry.State == State.Active))
                Leave(entry);
            else
                Remove(entry);
        }
    }

    /// <summary>Everything leaves: the connection is going to close.</summary>
    public void UnwantAll()
    {
        lock (_changing)
        {
            foreach (var channel in _entries.Keys.ToList())
                Unwant(channel);
        }
    }

    /// <summary>What to subscribe and to unsubscribe next, at most <paramref name="most"/> of each.</summary>
    public (ImmutableArray<ChannelSubscription> Subscribe, ImmutableArray<ChannelSubscription> Unsubscribe) Difference(int most)
    {
        lock (_changing)
        {
            Expire();
            return (Take(State.Wanted, Math.Min(most, _mostAtOnce)), Take(State.Leaving, most));
        }
    }

    /// <summary>When the oldest unanswered request becomes due again; infinite when there is none.</summary>
    public TimeSpan NextExpiry()
    {
        lock (_changing)
        {
            var waiting = _entries.Values.Where(entry => entry.State == State.Requested).ToList();
            if (waiting.Count == 0)
                return Timeout.InfiniteTimeSpan;
            var left = acknowledgeWithin - clock.GetElapsedTime(waiting.Min(entry => entry.RequestedAt));
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A subscribe request goes out. What is wanted no longer since it was built must be left again.</summary>
    public void NoteSubscribing(VenueRequest request)
    {
        lock (_changing)
        {
            _unanswered.Add(request, subscribes: true);
            foreach (var channel in request.Covers)
            {
                var isWanted = _entries.TryGetValue(channel, out var entry) && entry.State != State.Leaving;
                entry ??= _entries[channel] = new Entry(new WantedChannel(channel, default));
                if ((isWanted ? entry.State : entry.Before) == State.Wanted)
                    Ask(entry, request);
                if (!isWanted && entry.State != State.Leaving)
                    Leave(entry);
            }
        }
    }

    /// <summary>
    /// An unsubscribe request goes out; what data still comes is nobody's. What is wanted again since it was built must be asked for again.
    /// </summary>
    public void NoteUnsubscribing(VenueRequest request)
    {
        lock (_changing)
        {
            _unanswered.Add(request, subscribes: false);
            foreach (var entry in request.Covers.Select(channel => _entries.GetValueOrDefault(channel)).OfType<Entry>().ToList())
            {
                entry.IsAsked = false;
                if (entry.State == State.Leaving)
                    Remove(entry);
                else if (entry.State != State.Refused)
                    Move(entry, State.Wanted);
            }
        }
    }

    /// <summary>The venue acknowledged a request.</summary>
    public void NoteAcknowledged(long requestId)
    {
        lock (_changing)
        {
            foreach (var entry in Requested(requestId))
                Move(entry, State.Active);
            foreach (var entry in _entries.Values)
            {
                if (entry.State == State.Leaving && entry.Before == State.Requested && entry.RequestId == requestId)
                    entry.Before = State.Active;
            }
        }
    }

    /// <summary>The venue told all that is active: what is missing and not under way is wanted anew.</summary>
    public void NoteActive(ImmutableArray<ChannelSubscription> active)
    {
        lock (_changing)
        {
            var set = active.ToHashSet();
            if (_unanswered.TakeAnswered() is { Subscribes: true } answered && answered.Covers.All(set.Contains))
                _mostAtOnce = (int)Math.Min(int.MaxValue, _mostAtOnce * 2L);
            foreach (var entry in _entries.Values)
            {
                if (set.Contains(entry.Wanted.Channel) && entry.State is State.Wanted or State.Requested)
                    Move(entry, State.Active);
                else if (!set.Contains(entry.Wanted.Channel) && entry.State == State.Active)
                    Move(entry, State.Wanted);
            }
        }
    }

    /// <summary>
    /// The venue refused. What is refused for good is not asked for again on this connection; what shared its request is asked for anew at
    /// once, because a venue that names one bad instrument may have dropped the whole request. Anything else waits for its deadline.
    /// A venue that names neither request nor instrument answers in turn, so it speaks of the request that has waited longest; what that asked
    /// for is asked for anew by halves, until what is refused stands alone.
    /// </summary>
    public void NoteRefused(ControlSignal.Refused refused)
    {
        lock (_changing)
        {
            var answered = refused.RequestId == 0 ? _unanswered.TakeAnswered() : null;
            if (!refused.IsTerminal)
                return;
            if (refused is { RequestId: 0, NativeSymbol: null })
            {
                if (answered is { Subscribes: true })
                    NoteRefused(answered, refused.Message);
                return;
            }

            var about = _entries.Values.Where(entry => entry.State == State.Requested && IsAbout(refused, entry)).ToList();
            foreach (var entry in about)
            {
                entry.Refusal = refused.Message;
                Move(entry, State.Refused);
            }

            foreach (var neighbour in about.SelectMany(entry => Requested(entry.RequestId)).ToList())
                Move(neighbour, State.Wanted);
        }
    }

    /// <summary>Data came: as good as an acknowledgement.</summary>
    public void NoteData(Symbol symbol, DataTypes dataType)
    {
        lock (_changing)
        {
            // Never asked for since it was left: these are the last events of the subscription before.
            if (_unconfirmed.TryGetValue((symbol, dataType), out var entry) && entry.IsAsked)
                Move(entry, State.Active);
        }
    }

    private void NoteRefused(UnansweredRequest answered, string message)
    {
        var isAlone = answered.Covers.Length == 1;
        if (!isAlone)
            _mostAtOnce = answered.Covers.Length / 2;
        foreach (var channel in answered.Covers)
        {
            if (!_entries.TryGetValue(channel, out var entry) || entry.State != State.Requested)
                continue;
            entry.Refusal = message;
            Move(entry, isAlone ? State.Refused : State.Wanted);
        }
    }

    private static bool IsAbout(ControlSignal.Refused refused, Entry entry) =>
        refused.NativeSymbol is { } native
            ? native == entry.Wanted.Channel.NativeSymbol
            : refused.RequestId != 0 && refused.RequestId == entry.RequestId;

    private ImmutableArray<ChannelSubscription> Take(State state, int most) =>
        [.. _entries.Values.Where(entry => entry.State == state).Take(most).Select(entry => entry.Wanted.Channel)];

    private List<Entry> Requested(long requestId) =>
        [.. _entries.Values.Where(entry => entry.State == State.Requested && entry.RequestId == requestId)];

    private void Expire()
    {
        foreach (var entry in _entries.Values)
        {
            if (entry.State == State.Requested && clock.GetElapsedTime(entry.RequestedAt) >= acknowledgeWithin)
                Move(entry, State.Wanted);
        }
    }

    private void Ask(Entry entry, VenueRequest request)
    {
        entry.IsAsked = true;
        entry.RequestId = request.Id;
        entry.RequestedAt = clock.GetTimestamp();
        Move(entry, State.Requested);
    }

    private void Leave(Entry entry)
    {
        entry.Before = entry.State;
        Move(entry, State.Leaving);
    }

    /// <summary>It was left, but the venue does not know yet: all is as before.</summary>
    private void Stay(Entry entry, WantedChannel wanted)
    {
        entry.Wanted = wanted;
        Move(entry, entry.Before);
    }

    private void Move(Entry entry, State state)
    {
        entry.State = state;
        var key = (entry.Wanted.Symbol, entry.Wanted.Channel.DataType);
        if (state is State.Wanted or State.Requested)
            _unconfirmed[key] = entry;
        else
            _unconfirmed.Remove(key);
        Volatile.Write(ref _unconfirmedCount, _unconfirmed.Count);
    }

    private void Remove(Entry entry)
    {
        Move(entry, State.Leaving);
        _entries.Remove(entry.Wanted.Channel);
    }

    private sealed class Entry(WantedChannel wanted)
    {
        public WantedChannel Wanted { get; set; } = wanted;

        public State State { get; set; }

        /// <summary>The state before it was left.</summary>
        public State Before { get; set; }

        /// <summary>Whether the venue was asked for it, and not since asked to stop.</summary>
        public bool IsAsked { get; set; }

        public long RequestId { get; set; }

        public long RequestedAt { get; set; }

        public string Refusal { get; set; } = "";
    }
}
