using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Status.Converters;

internal sealed class QuoteConverter() : EventConverter<Quote>(MarketEventKind.Quote)
{
    protected override Quote Of(MarketEvent one) => one.Quote;

    protected override MarketEvent Of(Quote value) => new(value);
}
