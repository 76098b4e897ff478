using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The venue of the example adapter, which exists nowhere else.</summary>
internal sealed class ExampleProtocol(ExampleOptions options) : VenueProtocol
{
    public override string Name => SimulatedVenue.ExampleName;

    public override string WebSocketPath => "";

    public override NumberText Numbers => NumberText.Shortest;

    public override IReadOnlyList<SimulatedSymbol> Symbols => options.Symbols;

    public override string TooManyRequests => """{"message":"too many requests"}""";

    public override InboundRate? Attempts(TimeProvider time) => null;

    public override bool IsWebSocketPath(string path) => path is "" or "/";

    public override string? Refusal(HttpRequest request) => null;

    public override VenueSession Open(SimulatedVenue venue, SimulatedConnection connection, HttpRequest request)
        => new ExampleSession(venue, connection, options);

    public override RestReply Rest(SimulatedVenue venue, string path, IQueryCollection query)
        => new(StatusCodes.Status404NotFound, "{\"message\":\"not found\"}"u8.ToArray());
}
