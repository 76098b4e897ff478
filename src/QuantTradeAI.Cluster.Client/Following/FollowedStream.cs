using System.Buffers;
using System.Threading.Channels;
using QuantTradeAI.Cluster.Client.Relay;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>
/// One stream of the cluster in this process, looked after by a loop of its own: subscribed to for as long as somebody here wants it, leased, compared
/// with what was published when it is silent, and subscribed to again when it was lost.
/// </summary>
internal sealed partial class FollowedStream
{
    private readonly FeedContext _context;
    private readonly Func<FollowedStream, bool> _forget;
    private readonly string _name;
    private readonly TimeSpan _renewEvery;
    private readonly LocalStream _local;
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ITimer _alarm;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private readonly Lock _wanting = new();
    private readonly Dictionary<DataTypes, int> _wants = [];
    private readonly TaskCompletionSource _followed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;

    /// <param name="key">Which one.</param>
    /// <param name="context">What it shares with others.</param>
    /// <param name="forget">Asked when nobody wants it; true ends it.</param>
    public FollowedStream(StreamKey key, FeedContext context, Func<FollowedStream, bool> forget)
    {
        (Key, _context, _forget, _name) = (key, context, forget, key.ToString());
        _renewEvery = context.Options.RenewEvery * (1 - (Spread(_name) / 4));
        _local = new LocalStream(key, context.Clock, new RelayLimits { Grace = context.Options.Grace });
        _stopped = _stopping.Token;
        _alarm = context.Clock.CreateTimer(static self => ((FollowedStream)self!).Wake(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public StreamKey Key { get; }

    /// <summary>Ends when the stream is subscribed to and leased for the first time: what is published from then on comes.</summary>
    public Task Followed => _followed.Task;

    public RelayCounters Counters => _local.Counters;

    /// <summary>Whether anybody wants something of it.</summary>
    public bool IsWanted => Wanted != DataTypes.None;

    private DataTypes Wanted
    {
        get
        {
            lock (_wanting)
                return _wants.Keys.Aggregate(DataTypes.None, (all, one) => all | one);
        }
    }

    private TimeProvider Clock => _context.Clock;

    public void Start() => _running = Task.Run(RunAsync);

    public void Attach(Attachment attachment)
    {
        _local.Attach(attachment);
        lock (_wanting)
        {
            foreach (var kind in attachment.DataTypes.Each())
                _wants[kind] = _wants.GetValueOrDefault(kind) + 1;
        }

        Wake();
    }

    public void Detach(SubscriberQueue queue)
    {
        if (_local.Detach(queue) is not { } attachment)
            return;
        lock (_wanting)
        {
            foreach (var kind in attachment.DataTypes.Each())
            {
                if (--_wants[kind] == 0)
                    _wants.Remove(kind);
            }
        }

        Wake();
    }

    /// <summary>Has it looked after now.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>The connection to the cluster was lost and made again: nothing is taken for granted.</summary>
    public void Doubt()
    {
        _doubted = true;
        Wake();
    }

    /// <summary>Ends it: subscriptions and the lease too, as far as the cluster answers within its deadline.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(KindIntake intake, StreamBatch batch)
    {
        var result = intake.Take(batch);
        if ((result & TakeResult.Care) != 0)
            Wake();
        if ((result & TakeResult.Full) != 0)
            await _context.WaitForRoom().ConfigureAwait(false);
    }

    private TakeResult Take(DataTypes kind, StreamBatch batch)
    {
        MarketEvent[]? events = null;
        try
        {
            var count = MarketBatch.Count(batch.Events.Span);
            events = ArrayPool<MarketEvent>.Shared.Rent(count);
            MarketBatch.Read(batch.Events.Span, events);
            return _local.Take(kind, new BatchOrigin(batch.Epoch, batch.Continues), events.AsSpan(0, count));
        }
        catch (FormatException wrong)
        {
            _context.Counters.CountUnreadable();
            _context.Log.Unreadable(_name, wrong);
            return TakeResult.Unreadable;
        }
        finally
        {
            if (events is not null)
                ArrayPool<MarketEvent>.Shared.Return(events, clearArray: kind == DataTypes.OrderBook);
        }
    }

    /// <summary>From 0 to 1, by its name: thousands of streams that are subscribed to at once do not renew their leases at once ever after.</summary>
    private static double Spread(string name)
    {
        var hash = 2166136261u;
        foreach (var one in name)
            hash = (hash ^ one) * 16777619;
        return hash / (double)uint.MaxValue;
    }

    private void Learn(StreamPosition position, DataTypes trusted)
    {
        try
        {
            var events = new MarketEvent[position.LastKnown.IsEmpty ? 0 : MarketBatch.Count(position.LastKnown.Span)];
            if (events.Length > 0)
                MarketBatch.Read(position.LastKnown.Span, events);
            _local.Learn(position, events, trusted);
        }
        catch (FormatException wrong)
        {
            _context.Counters.CountUnreadable();
            _context.Log.Unreadable(_name, wrong);
            _local.Learn(position, [], trusted);
        }
    }
}
