using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>The loop that looks after the stream.</summary>
internal sealed partial class FollowedStream
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(10);

    /// <summary>Two looks that something missing asks for are at least this far apart.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<DataTypes, FollowedKind> _kinds = [];
    private DataTypes _leased;
    private long _leasedAt;
    private long _leasedFrom;
    private long _lookedAt;
    private long _answeredAt;
    private long _failedAt;
    private TimeSpan _retry;
    private string? _problem;
    private bool _wishesLook;
    private bool _mayBeLeased;
    private volatile bool _doubted;

    private async Task RunAsync()
    {
        _answeredAt = Clock.GetTimestamp();
        while (!_stopped.IsCancellationRequested)
        {
            var hasEnded = false;
            try
            {
                hasEnded = await StepAsync().ConfigureAwait(false);
                _alarm.Change(NextDue(), Timeout.InfiniteTimeSpan);
                if (!hasEnded)
                    await _signal.Reader.ReadAsync(_stopped).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
            }
#pragma warning disable CA1031 // The loop is all that keeps the stream: it goes on whatever happens.
            catch (Exception error)
#pragma warning restore CA1031
            {
                _context.Log.Unexpected(error, _name);
                NoteFailure();
            }

            if (hasEnded)
                break;
        }

        await DropAsync(DataTypes.None).ConfigureAwait(false);
        await _alarm.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Does what is due. True when nobody wants the stream any more.</summary>
    private async Task<bool> StepAsync()
    {
        var wanted = Wanted;
        await DropAsync(wanted).ConfigureAwait(false);
        if (wanted == DataTypes.None)
            return _forget(this);
        if (_doubted)
            Renew();
        if (Remaining(_failedAt, _retry) <= TimeSpan.Zero)
            await CallAsync(wanted).ConfigureAwait(false);
        PollOrders();
        if (_local.Poll() is { Count: > 0 } overdue)
            Resubscribe(overdue);
        return false;
    }

    private async Task CallAsync(DataTypes wanted)
    {
        await AskForMissingAsync().ConfigureAwait(false);
        foreach (var kind in wanted.Each())
        {
            if (!await SubscribeAsync(kind).ConfigureAwait(false))
                return;
        }

        _wishesLook |= _local.TakeWish();
        if (_leased != wanted || Remaining(_leasedAt, _renewEvery) <= TimeSpan.Zero)
            await LeaseAsync(wanted).ConfigureAwait(false);
        else if (IsLookDue() || (_wishesLook && Remaining(_lookedAt, BetweenLooks) <= TimeSpan.Zero))
            await LookAsync().ConfigureAwait(false);
    }

    private bool IsLookDue() => _kinds.Values.Any(one => LeftOfSilence(one) <= TimeSpan.Zero);

    private TimeSpan LeftOfSilence(FollowedKind one) => one.Silence.Left(_local.LastArrival(one.Kind) ?? 0, _local.UsualPause(one.Kind));

    private async Task LeaseAsync(DataTypes wanted)
    {
        _mayBeLeased = true;
        var lease = new StreamLease { Subscriber = _context.Options.Subscriber, Stream = _name, DataTypes = wanted, Duration = _context.Options.LeaseDuration };
        if (await TryAsync("lease", limit => _context.Cluster.LeaseAsync(lease, limit)).ConfigureAwait(false) is not { } position)
            return;
        var added = wanted & ~_leased;
        (_leased, _leasedAt, _leasedFrom) = (wanted, Clock.GetTimestamp(), position.Last.Epoch);
        Note(position);
        NoteProblem(position.Problem, position.Refused == DataTypes.None ? wanted : wanted & position.Refused, added);
        _followed.TrySetResult();
        _context.Counters.CountLease();
    }

    private async Task LookAsync()
    {
        if (await TryAsync("look", limit => _context.Cluster.LookAsync(_name, limit)).ConfigureAwait(false) is not { } position)
            return;
        Note(position);
        if (position.Last.Epoch != _leasedFrom)
            _leased = DataTypes.None; // Another owner, which knows of no lease.
    }

    private void Note(StreamPosition position)
    {
        (_lookedAt, _wishesLook) = (Clock.GetTimestamp(), false);
        foreach (var one in _kinds.Values)
            one.Silence.Looked();
        if (position.Last.Epoch > 0)
            LearnInOrder(position);
    }

    private void NoteProblem(string? problem, DataTypes refused, DataTypes added)
    {
        if (problem is null)
        {
            if (_problem is not null)
                _context.Log.Served(_name);
            _local.Refuse(DataTypes.None, DataTypes.None);
        }
        else if (problem != _problem || added != DataTypes.None)
        {
            _context.Log.Refused(_name, problem);
            _local.Refuse(refused, problem == _problem ? added & refused : refused);
        }

        _problem = problem;
    }

    private async Task<bool> SubscribeAsync(DataTypes kind)
    {
        if (!_kinds.TryGetValue(kind, out var one))
        {
            var intake = new KindIntake(kind, _context, batch => Take(kind, batch));
            one = new FollowedKind(kind, new SilenceWatch(Clock, _context.Options.SilentAfter, _context.Options.LookAtLeastEvery), intake);
            _kinds[kind] = one;
            _local.Add(kind);
        }

        if (one.Handle is not null)
            return true;
        var again = one.MayBeLeftOver;
        one.MayBeLeftOver = true;
        one.Handle = await TryAsync("subscribe", limit => _context.Cluster.SubscribeAsync(_name, kind, batch => TakeAsync(one.Intake, batch), again, limit)).ConfigureAwait(false);
        if (one.Handle is null)
            return false;
        one.Silence.Restart();
        _leased = DataTypes.None; // The lease tells where the stream stands, which is to be known from after the subscription.
        return true;
    }

    private void Resubscribe(IReadOnlyList<MarketEventKind> overdue)
    {
        foreach (var one in _kinds.Values)
        {
            if (one.Handle is null || !(overdue.Contains(one.Kind.Kind()) || overdue.Contains(MarketEventKind.Status)))
                continue;
            one.Handle = null;
            _context.Counters.CountResubscription();
            _context.Log.Resubscribed(_name, one.Kind.ToString());
        }

        Wake();
    }

    /// <summary>Subscribes and leases anew at once.</summary>
    private void Renew()
    {
        (_doubted, _retry, _leased) = (false, TimeSpan.Zero, DataTypes.None);
        foreach (var one in _kinds.Values)
            one.Handle = null;
    }

    /// <summary>Ends what is not wanted; with it the lease when nothing is.</summary>
    private async Task DropAsync(DataTypes wanted)
    {
        foreach (var one in _kinds.Values.Where(one => (wanted & one.Kind) == 0).ToList())
        {
            _kinds.Remove(one.Kind);
            one.Intake.Close();
            _local.Remove(one.Kind);
            if (one.Handle is { } handle)
                await EndAsync("unsubscribe", handle.EndAsync).ConfigureAwait(false);
        }

        if (wanted != DataTypes.None || !_mayBeLeased)
            return;
        (_leased, _mayBeLeased, _problem) = (DataTypes.None, false, null);
        _local.Reset();
        await EndAsync("end of lease", limit => _context.Cluster.EndLeaseAsync(_context.Options.Subscriber, _name, limit)).ConfigureAwait(false);
    }

    private TimeSpan NextDue()
    {
        var next = Remaining(_leasedAt, _renewEvery);
        foreach (var one in _kinds.Values)
            next = Min(next, LeftOfSilence(one));
        if (_wishesLook)
            next = Min(next, Remaining(_lookedAt, BetweenLooks));
        if (_leased == DataTypes.None)
            next = TimeSpan.Zero;
        foreach (var one in _kinds.Values)
            next = one.Intake.NextQuestion() is { } question ? Min(next, question) : next;
        next = Max(next, Remaining(_failedAt, _retry));
        foreach (var one in _kinds.Values)
            next = one.Intake.NextPoll() is { } order ? Min(next, order) : next;
        if (_local.NextPoll() is { } poll)
            next = Min(next, poll);
        return Max(next, TimeSpan.FromMilliseconds(1));
    }

    private TimeSpan Remaining(long since, TimeSpan time) => time - Clock.GetElapsedTime(since);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
