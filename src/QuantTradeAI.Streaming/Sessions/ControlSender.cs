using System.Collections.Concurrent;
using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>Tells the venue what it must be told on one connection, at the venue's pace: handshake, replies, and what the ledger lacks.</summary>
internal sealed class ControlSender(SessionContext session, WebSocketConnection socket, SubscriptionLedger ledger)
{
    /// <summary>Replies that may wait; a venue that asks faster than its own pace lets us answer loses the rest.</summary>
    private const int MaxReplies = 32;

    /// <summary>However long its turn is off, replies and deadlines are looked at so often.</summary>
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(1);

    private readonly ControlPacer _pacer = new(session.Clock, session.Rules.ControlMessageSpacing, session.Budget);
    private readonly ConcurrentQueue<ReadOnlyMemory<byte>> _replies = new();
    private long _lastRequestId;
    private volatile bool _ready = !session.Rules.WaitsForReady;

    /// <summary>Whether the venue takes subscriptions.</summary>
    public bool IsReady => _ready;

    /// <summary>The venue takes subscriptions from now on.</summary>
    public void NoteReady() => _ready = true;

    /// <summary>Sends this when its turn comes.</summary>
    public void Reply(ReadOnlyMemory<byte> message)
    {
        if (_replies.Count < MaxReplies)
            _replies.Enqueue(message);
        else
            session.Counters.Rejected.Add("reply_backlog");
    }

    /// <summary>Sends what the adapter wants sent first.</summary>
    public async ValueTask SendHandshakeAsync(CancellationToken stop)
    {
        foreach (var message in session.Adapter.GetHandshake(session.Settings))
            await SendInTurnAsync(message.Payload, stop).ConfigureAwait(false);
    }

    /// <summary>Takes one step: sends one message or waits for its turn. False when there is nothing to say.</summary>
    public async ValueTask<bool> SendNextAsync(CancellationToken stop)
    {
        if (_replies.TryDequeue(out var reply))
        {
            await SendInTurnAsync(reply, stop).ConfigureAwait(false);
            return true;
        }

        if (!_ready)
            return false;
        var (subscribe, unsubscribe) = ledger.Difference(session.Rules.MaxSubscriptionsPerRequest);
        if (subscribe.Length + unsubscribe.Length == 0)
            return false;
        if (_pacer.TryTake() is var wait && wait > TimeSpan.Zero)
        {
            // What is wanted when its turn comes counts, not what was wanted before.
            await Pause.For(wait < MostPatience ? wait : MostPatience, session.Clock, stop).ConfigureAwait(false);
            return true;
        }

        if (unsubscribe.Length > 0)
        {
            var request = session.Adapter.BuildUnsubscribe(unsubscribe, ++_lastRequestId, session.Settings);
            RequireProgress(request, unsubscribe);
            ledger.NoteUnsubscribing(request);
            await socket.SendAsync(request.Payload).ConfigureAwait(false);
        }
        else
        {
            var request = session.Adapter.BuildSubscribe(subscribe, ++_lastRequestId, session.Settings);
            RequireProgress(request, subscribe);
            ledger.NoteSubscribing(request);
            await socket.SendAsync(request.Payload).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>A request that covers nothing of what it was built for would be built again at once, for ever.</summary>
    private static void RequireProgress(VenueRequest request, ImmutableArray<ChannelSubscription> asked)
    {
        if (request.Covers.IsDefaultOrEmpty || !request.Covers.Any(channel => asked.Contains(channel)))
            throw new InvalidOperationException($"its request covers none of {string.Join(", ", asked.Take(3))}; expected at least one");
    }

    private async ValueTask SendInTurnAsync(ReadOnlyMemory<byte> message, CancellationToken stop)
    {
        while (_pacer.TryTake() is var wait && wait > TimeSpan.Zero)
            await Pause.For(wait, session.Clock, stop).ConfigureAwait(false);
        await socket.SendAsync(message).ConfigureAwait(false);
    }
}
