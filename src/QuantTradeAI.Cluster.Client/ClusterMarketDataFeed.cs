using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Cluster.Client.Following;
using QuantTradeAI.Cluster.Client.Relay;
using QuantTradeAI.Cluster.Client.Streams;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Client;

/// <summary>
/// The feed of a strategy whose engine runs in a cluster. However many subscribe in this process, each of the cluster's streams is subscribed to once;
/// queues and their policies are the engine's. What the cluster published and did not bring is announced in gaps, a stream that was lost is subscribed to
/// again, and a cluster that was restarted is found again, without anybody's help. All members may be called from any thread.
/// </summary>
public sealed class ClusterMarketDataFeed : IMarketDataFeed, ISubscribable, IAsyncDisposable
{
    /// <summary>How long a blocking subscriber may hold up what comes from the cluster: all streams of a process come one after another.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly Lock _changing = new();
    private readonly Dictionary<StreamKey, FollowedStream> _streams = [];
    private readonly SubscriberRoster _roster;
    private readonly FeedContext _context;
    private RelayCounters _ended;

    internal ClusterMarketDataFeed(IClusterStreams cluster, ClusterFeedOptions options, TimeProvider clock, ILogger? logger = null)
    {
        options.Validate();
        if (options.Subscriber.Length == 0)
            options = options with { Subscriber = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}" };
        logger ??= NullLogger.Instance;
        _roster = new SubscriberRoster(clock, logger, this, demand: null);
        _context = new FeedContext(cluster, options, clock, new FeedLog(logger, clock), new FeedCounters(), WaitForRoomAsync);
        cluster.OnReconnected(DoubtAll);
    }

    /// <summary>What was counted since the feed began.</summary>
    public ClusterFeedStatistics Statistics
    {
        get
        {
            int count;
            RelayCounters relayed;
            lock (_changing)
            {
                count = _streams.Count;
                relayed = _streams.Values.Aggregate(_ended, (sum, one) => sum + one.Counters);
            }

            return new ClusterFeedStatistics
            {
                Streams = count,
                Events = relayed.Told,
                Duplicates = relayed.Duplicates + _context.Counters.Repeated,
                Late = relayed.Late,
                OldEpoch = relayed.OldEpoch,
                Undelivered = relayed.Undelivered,
                Epochs = relayed.Epochs,
                Breaks = relayed.Breaks,
                Overflowed = relayed.Overflowed,
                GivenUp = relayed.GivenUp,
                Replayed = _context.Counters.Replayed,
                Resubscriptions = _context.Counters.Resubscriptions,
                Reconnections = _context.Cluster.Reconnections,
                FailedCalls = _context.Counters.FailedCalls,
                Unreadable = _context.Counters.Unreadable,
            };
        }
    }

    internal FeedCounters Counters => _context.Counters;

    /// <summary>Subscribes and returns at once; what the cluster refuses is told as a gap, <see cref="Streaming.MarketData.GapReason.NotServed"/>.</summary>
    /// <exception cref="ArgumentException">The request is wrong; the message names the property.</exception>
    /// <exception cref="InvalidOperationException">The feed has ended.</exception>
    public IMarketDataReader Subscribe(SubscriptionRequest request) => _roster.Subscribe(request);

    /// <inheritdoc cref="Subscribe(SubscriptionRequest)"/>
    public IMarketDataSubscription Subscribe(SubscriptionRequest request, IMarketDataObserver observer) => _roster.Subscribe(request, observer);

    /// <summary>Returns when a stream that somebody has subscribed to comes from the cluster for the first time.</summary>
    internal Task WhenFollowedAsync(string stream)
    {
        lock (_changing)
            return _streams[StreamKey.Parse(stream)].Followed;
    }

    /// <summary>Ends all subscriptions: what waits in their queues can still be read. Returns when the cluster knows, or does not answer in time.</summary>
    public async ValueTask DisposeAsync()
    {
        FollowedStream[] streams;
        lock (_changing)
            streams = [.. _streams.Values];
        try
        {
            await _roster.CompleteAsync(CancellationToken.None).WaitAsync(ObserverPump.CallbackDeadline, _context.Clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // An observer that does not return keeps nobody from leaving the cluster.
        }

        await Task.WhenAll(streams.Select(stream => stream.StopAsync())).ConfigureAwait(false);
    }

    void ISubscribable.Attach(StreamKey stream, Attachment attachment)
    {
        lock (_changing)
        {
            if (!_streams.TryGetValue(stream, out var followed))
            {
                _streams[stream] = followed = new FollowedStream(stream, _context, Forget);
                followed.Start();
            }

            followed.Attach(attachment);
        }
    }

    void ISubscribable.Detach(StreamKey stream, SubscriberQueue queue)
    {
        lock (_changing)
            _streams.GetValueOrDefault(stream)?.Detach(queue);
    }

    private bool Forget(FollowedStream stream)
    {
        lock (_changing)
        {
            if (stream.IsWanted)
                return false;
            _streams.Remove(stream.Key);
            _ended += stream.Counters;
            return true;
        }
    }

    private void DoubtAll()
    {
        lock (_changing)
        {
            foreach (var stream in _streams.Values)
                stream.Doubt();
        }
    }

    private async ValueTask WaitForRoomAsync()
    {
        using var limit = new CancellationTokenSource(LongestWait, _context.Clock);
        try
        {
            await _roster.WaitForRoomAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The queue makes room by its own policy.
        }
    }
}
