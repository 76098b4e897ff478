using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>What one provider sends of one symbol: its ids, and its venue stream.</summary>
internal sealed class VenueFeed(Symbol symbol, ProviderId provider, VenueFacts facts, Numbering numbering)
{
    public ProviderId Provider => provider;

    public VenueFacts Facts { get; private set; } = facts;

    public EventStream Stream { get; } = new(new StreamKey(symbol, provider), numbering);

    public TradeIdTracker TradeIds { get; private set; } = new(facts.TradeIds);

    /// <summary>Judges what the consolidated stream gets of this venue by way of several providers; null where there is one only.</summary>
    public TradeIdTracker? SharedIds { get; set; }

    public UpdateIdTracker QuoteIds { get; } = new();

    public SourceState State => new(provider, Stream.State, Stream.Since);

    public void Use(VenueFacts now)
    {
        if (TradeIds.Rule != now.TradeIds)
            TradeIds = new TradeIdTracker(now.TradeIds);
        if (!Facts.SharesIdsWith(now))
            SharedIds = null;
        Facts = now;
    }

    public void Disconnected()
    {
        TradeIds.Disconnected();
        QuoteIds.Disconnected();
    }
}
