using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>Who gets the stream, and what they are told first.</summary>
internal sealed partial class EventStream
{
    private Attachment[] _all = [];
    private Attachment[] _toTrades = [];
    private Attachment[] _toQuotes = [];
    private Attachment[] _toBooks = [];
    private Attachment[] _newcomers = [];

    /// <summary>What its subscribers want, all together.</summary>
    private DataTypes Wanted =>
        (_toTrades.Length > 0 ? DataTypes.Trades : 0) | (_toQuotes.Length > 0 ? DataTypes.Quotes : 0) | (_toBooks.Length > 0 ? DataTypes.OrderBook : 0);

    /// <summary>Tells the newcomer a bad state and the last known values, then every event from now on.</summary>
    public void Attach(Attachment attachment)
    {
        if (!_flows && _state is not null)
            TellLastKnown(attachment, _lastStatus);
        var hasTrade = _lastTrade.Header.Kind != MarketEventKind.None;
        if (attachment.WantsLastKnown && attachment.Wants(DataTypes.Trades))
        {
            if (hasTrade)
                TellLastKnown(attachment, new MarketEvent(_lastTrade));
            else
                _newcomers = [.. _newcomers, attachment];
        }

        if (attachment.WantsLastKnown && attachment.Wants(DataTypes.Quotes) && _lastQuote.Header.Kind != MarketEventKind.None)
            TellLastKnown(attachment, new MarketEvent(_lastQuote));

        _all = [.. _all, attachment];
        Group();
    }

    public void Detach(SubscriberQueue queue)
    {
        _all = Array.FindAll(_all, other => other.Queue != queue);
        _newcomers = Array.FindAll(_newcomers, other => other.Queue != queue);
        Group();
    }

    private static void TellLastKnown(Attachment attachment, MarketEvent value)
    {
        value.HeaderRef.Flags |= EventFlags.LastKnown;
        attachment.Queue.AddFirst(value);
    }

    private void Group()
    {
        _toTrades = Array.FindAll(_all, one => one.Wants(DataTypes.Trades));
        _toQuotes = Array.FindAll(_all, one => one.Wants(DataTypes.Quotes));
        _toBooks = Array.FindAll(_all, one => one.Wants(DataTypes.OrderBook));
    }
}
