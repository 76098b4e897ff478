using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Binance's REST answers.</summary>
internal static class BinanceRest
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 5000;

    public static RestReply Depth(SimulatedVenue venue, IQueryCollection query)
    {
        if (venue.FindMarket(query["symbol"].ToString()) is not { } market)
            return InvalidSymbol();

        var limit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : DefaultLimit;
        return RestReply.Ok(BinanceFrames.Book(market.Snapshot(Math.Min(limit, MaxLimit))));
    }

    public static RestReply ExchangeInfo(SimulatedVenue venue, IQueryCollection query)
    {
        var asked = query["symbol"].ToString();
        if (asked.Length > 0 && venue.FindMarket(asked) is null)
            return InvalidSymbol();

        var symbols = string.Join(',', venue.Symbols.Where(symbol => asked.Length == 0 || symbol.Name == asked).Select(Symbol));
        var now = venue.Now.ToUnixTimeMilliseconds();
        return RestReply.Ok(Json.Utf8(
            $$"""{"timezone":"UTC","serverTime":{{now}},"rateLimits":[],"exchangeFilters":[],"symbols":[{{symbols}}]}"""));
    }

    private static string Symbol(SimulatedSymbol symbol)
    {
        var (tick, step) = (NumberText.EightDecimals.Size(symbol.Tick), NumberText.EightDecimals.Size(symbol.SizeStep));
        return $$"""{"symbol":"{{symbol.Name}}","status":"TRADING","baseAsset":"{{symbol.Base}}","baseAssetPrecision":8,"quoteAsset":"{{symbol.Quote}}","quotePrecision":8,"quoteAssetPrecision":8,"filters":[{"filterType":"PRICE_FILTER","minPrice":"{{tick}}","maxPrice":"1000000.00000000","tickSize":"{{tick}}"},{"filterType":"LOT_SIZE","minQty":"{{step}}","maxQty":"9000.00000000","stepSize":"{{step}}"}]}""";
    }

    private static RestReply InvalidSymbol()
        => new(StatusCodes.Status400BadRequest, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}"u8.ToArray());
}
