using System.Runtime.InteropServices;
using QuantTradeAI.Cluster.Client.Relay;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>Who gets the stream, and what they are told first.</summary>
internal sealed partial class LocalStream
{
    private readonly MarketEvent[] _last = new MarketEvent[(int)MarketEventKind.Status + 1];
    private readonly Attachment[][] _newcomers = [[], [], [], [], []];
    private Attachment[] _all = [];

    /// <summary>Tells a bad state and the last known values, as far as this process has them, then every event from now on.</summary>
    public void Attach(Attachment attachment)
    {
        lock (_gate)
        {
            if (_relay.State is FeedStatusKind.Stale or FeedStatusKind.Disconnected && _last[(int)MarketEventKind.Status].Kind != MarketEventKind.None)
                attachment.Queue.AddFirst(AsLastKnown(_last[(int)MarketEventKind.Status]));
            foreach (var kind in DataKinds)
            {
                if (!attachment.WantsLastKnown || kind == MarketEventKind.Book || !attachment.Wants(kind.DataType()))
                    continue;
                if (_last[(int)kind].Kind != MarketEventKind.None)
                    attachment.Queue.AddFirst(AsLastKnown(_last[(int)kind]));
                else
                    _newcomers[(int)kind] = [.. _newcomers[(int)kind], attachment];
            }

            foreach (var kind in (_refused & attachment.DataTypes).Each())
                attachment.Queue.AddFirst(_relay.RefusalOf(kind));
            _all = [.. _all, attachment];
        }
    }

    /// <summary>Whom it ended for; null when that one had none of it.</summary>
    public Attachment? Detach(SubscriberQueue queue)
    {
        lock (_gate)
        {
            var attachment = Array.Find(_all, other => other.Queue == queue);
            _all = Array.FindAll(_all, other => other.Queue != queue);
            for (var kind = 0; kind < _newcomers.Length; kind++)
                _newcomers[kind] = Array.FindAll(_newcomers[kind], other => other.Queue != queue);
            return attachment;
        }
    }

    /// <summary>Forgets all but who gets it: nothing of it comes any more for now.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _ended += _relay.Counters;
            _relay = new StreamRelay(key.Symbol, clock, limits);
            Array.Clear(_last);
            _incomplete.Clear();
            _refused = DataTypes.None;
            foreach (var kind in DataKinds)
                _newcomers[(int)kind] = Array.FindAll(_all, one => one.WantsLastKnown && one.Wants(kind.DataType()));
        }
    }

    private void Offer(ref FanOut fan)
    {
        var told = CollectionsMarshal.AsSpan(_relay.Told);
        foreach (ref var one in told)
        {
            Note(one);
            foreach (var attachment in _all)
            {
                if (one.Kind == MarketEventKind.Status || (attachment.Wants(one.Kind.DataType()) && (!one.IsLastKnown || attachment.WantsLastKnown)))
                    fan.Offer(attachment, ref one);
            }
        }

        _relay.Told.Clear();
    }

    private void Note(in MarketEvent one)
    {
        if (one.Kind == MarketEventKind.Status && one.Status.Kind is FeedStatusKind.Gap or FeedStatusKind.SourceChanged)
            return;
        _last[(int)one.Kind] = one.Kind == MarketEventKind.Book ? default : one;
        _newcomers[(int)one.Kind] = [];
    }

    /// <summary>To those who have none yet, and to all where what led to it did not come.</summary>
    private void OfferLastKnown(MarketEvent one, bool isFirst, bool begins, ref FanOut fan)
    {
        ref var last = ref _last[(int)one.Kind];
        if (one.Kind == MarketEventKind.Status)
        {
            if (!isFirst)
                return;
            OfferTo(_all, ref one, ref fan);
        }
        else if (_incomplete.Contains(one.Kind) && one.HeaderRef.PublishTime > last.HeaderRef.PublishTime)
        {
            OfferTo(Array.FindAll(_all, attachment => attachment.WantsLastKnown && attachment.Wants(one.Kind.DataType())), ref one, ref fan);
        }
        else if (begins)
        {
            OfferTo(_newcomers[(int)one.Kind], ref one, ref fan);
            _newcomers[(int)one.Kind] = [];
        }
        else
        {
            return;
        }

        last = one;
        _relay.Know(one.Header);
    }

    private static void OfferTo(Attachment[] attachments, ref MarketEvent one, ref FanOut fan)
    {
        foreach (var attachment in attachments)
            fan.Offer(attachment, ref one);
    }

    private static MarketEvent AsLastKnown(MarketEvent value)
    {
        value.HeaderRef.Flags |= EventFlags.LastKnown;
        return value;
    }
}
