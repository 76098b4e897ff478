using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Binance spot.</summary>
internal sealed class BinanceProtocol(BinanceOptions options) : VenueProtocol
{
    public override string Name => SimulatedVenue.BinanceName;

    public override string WebSocketPath => "/stream";

    public override NumberText Numbers => NumberText.EightDecimals;

    public override IReadOnlyList<SimulatedSymbol> Symbols => options.Symbols;

    public override string TooManyRequests => """{"code":-1003,"msg":"Too many requests queued."}""";

    public override InboundRate? Attempts(TimeProvider time) => new(options.ConnectionAttempts, options.AttemptWindow, time);

    public override bool IsWebSocketPath(string path)
        => path is "/stream" or "/ws" || path.StartsWith("/ws/", StringComparison.Ordinal);

    public override string? Refusal(HttpRequest request) => BinanceTarget.Of(request).Streams.Count > options.StreamsPerConnection
        ? """{"code":2,"msg":"Invalid request: too many parameters"}"""
        : null;

    public override VenueSession Open(SimulatedVenue venue, SimulatedConnection connection, HttpRequest request)
        => new BinanceSession(venue, connection, options, BinanceTarget.Of(request));

    public override RestReply Rest(SimulatedVenue venue, string path, IQueryCollection query) => path switch
    {
        "/api/v3/depth" => BinanceRest.Depth(venue, query),
        "/api/v3/exchangeInfo" => BinanceRest.ExchangeInfo(venue, query),
        _ => new RestReply(StatusCodes.Status404NotFound, "{}"u8.ToArray()),
    };
}
