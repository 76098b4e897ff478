using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Status.Converters;

internal sealed class FeedStatusConverter() : EventConverter<FeedStatus>(MarketEventKind.Status)
{
    protected override FeedStatus Of(MarketEvent one) => one.Status;

    protected override MarketEvent Of(FeedStatus value) => new(value);
}
