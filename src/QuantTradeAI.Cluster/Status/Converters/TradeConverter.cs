using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Status.Converters;

internal sealed class TradeConverter() : EventConverter<Trade>(MarketEventKind.Trade)
{
    protected override Trade Of(MarketEvent one) => one.Trade;

    protected override MarketEvent Of(Trade value) => new(value);
}
