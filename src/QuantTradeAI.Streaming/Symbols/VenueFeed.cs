using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>What one provider sends of one symbol: its ids, and its venue stream.</summary>
internal sealed class VenueFeed(Symbol symbol, ProviderId provider, TradeIdRule rule)
{
    public ProviderId Provider => provider;

    public EventStream Stream { get; } = new(new StreamKey(symbol, provider));

    public TradeIdTracker TradeIds { get; private set; } = new(rule);

    public UpdateIdTracker QuoteIds { get; } = new();

    public void Use(TradeIdRule newRule)
    {
        if (TradeIds.Rule != newRule)
            TradeIds = new TradeIdTracker(newRule);
    }

    public void Disconnected()
    {
        TradeIds.Disconnected();
        QuoteIds.Disconnected();
    }
}
