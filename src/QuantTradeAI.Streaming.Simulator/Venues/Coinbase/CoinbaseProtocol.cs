using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Coinbase Exchange.</summary>
internal sealed class CoinbaseProtocol(CoinbaseOptions options) : VenueProtocol
{
    public override string Name => SimulatedVenue.CoinbaseName;

    public override string WebSocketPath => "";

    public override NumberText Numbers => NumberText.Shortest;

    public override IReadOnlyList<SimulatedSymbol> Symbols => options.Symbols;

    public override string TooManyRequests => """{"message":"Public rate limit exceeded"}""";

    public override InboundRate? Attempts(TimeProvider time) => null;

    public override bool IsWebSocketPath(string path) => path is "" or "/";

    public override string? Refusal(HttpRequest request) => null;

    public override VenueSession Open(SimulatedVenue venue, SimulatedConnection connection, HttpRequest request)
        => new CoinbaseSession(venue, connection, options);

    public override RestReply Rest(SimulatedVenue venue, string path, IQueryCollection query)
    {
        if (path == "/products")
            return RestReply.Ok(Json.Utf8($"[{string.Join(',', venue.Symbols.Select(Product))}]"));

        return venue.Symbols.FirstOrDefault(symbol => path == "/products/" + symbol.Name) is { } one
            ? RestReply.Ok(Json.Utf8($"{Product(one)}"))
            : new RestReply(StatusCodes.Status404NotFound, "{\"message\":\"NotFound\"}"u8.ToArray());
    }

    private static string Product(SimulatedSymbol symbol)
        => $$"""{"id":"{{symbol.Name}}","base_currency":"{{symbol.Base}}","quote_currency":"{{symbol.Quote}}","quote_increment":"{{Json.Number(symbol.Tick)}}","base_increment":"{{Json.Number(symbol.SizeStep)}}","display_name":"{{symbol.Base}}-{{symbol.Quote}}","min_market_funds":"1","margin_enabled":false,"post_only":false,"limit_only":false,"cancel_only":false,"status":"online","status_message":"","trading_disabled":false,"auction_mode":false}""";
}
