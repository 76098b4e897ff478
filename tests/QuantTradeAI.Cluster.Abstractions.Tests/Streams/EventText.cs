using System.Globalization;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Streams;

/// <summary>All of an event in one line.</summary>
internal static class EventText
{
    public static string Of(MarketEvent one) => string.Create(CultureInfo.InvariantCulture, $"{Common(one.Header)} {Rest(one)}");

    private static string Common(EventHeader header) => string.Create(
        CultureInfo.InvariantCulture,
        $"{header.Kind} {header.Symbol.Name}@{header.Provider.Name} flags={(int)header.Flags} epoch={header.Epoch} sequence={header.Sequence} "
        + $"exchange={header.ExchangeTime.Value} receive={header.ReceiveTime.Value} publish={header.PublishTime.Value}");

    private static string Rest(MarketEvent one) => one.Kind switch
    {
        MarketEventKind.Trade => Of(one.Trade),
        MarketEventKind.Quote => Of(one.Quote),
        MarketEventKind.Status => Of(one.Status),
        _ => Of(one.IsSnapshot ? one.BookSnapshot.Levels : one.BookUpdate.Levels),
    };

    private static string Of(Trade trade) => string.Create(
        CultureInfo.InvariantCulture, $"id={trade.TradeId} price={Exact(trade.ExactPrice)} size={Exact(trade.ExactSize)} aggressor={trade.Aggressor}");

    private static string Of(Quote quote) => string.Create(
        CultureInfo.InvariantCulture,
        $"id={quote.UpdateId} bid={Exact(quote.ExactBidPrice)}x{Exact(quote.ExactBidSize)} ask={Exact(quote.ExactAskPrice)}x{Exact(quote.ExactAskSize)} conflated={quote.Conflated}");

    private static string Of(FeedStatus status) => string.Create(
        CultureInfo.InvariantCulture,
        $"{status.Kind} reason={status.Reason} lost={status.Lost} from={status.From} to={status.To} missed={status.Missed} previous={status.Previous.Name}");

    private static string Of(BookLevels levels) => string.Create(
        CultureInfo.InvariantCulture,
        $"ids={levels.FirstUpdateId}..{levels.LastUpdateId} bids=[{Of(levels.Bids)}] asks=[{Of(levels.Asks)}]");

    private static string Of(IEnumerable<BookLevel> levels) => string.Join(' ', levels.Select(level => $"{Exact(level.Price)}x{Exact(level.Size)}"));

    private static string Exact(ExactDecimal? value) =>
        value is { } exact ? string.Create(CultureInfo.InvariantCulture, $"{exact.Mantissa}e-{exact.Scale}") : "none";
}
