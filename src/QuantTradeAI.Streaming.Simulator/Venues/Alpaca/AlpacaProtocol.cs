using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Alpaca market data v2, US stocks.</summary>
internal sealed class AlpacaProtocol(AlpacaOptions options) : VenueProtocol
{
    public const string Iex = "iex";
    private const string PathStart = "/v2/";
    private static readonly string[] Feeds = ["sip", Iex, "delayed_sip"];

    public override string Name => SimulatedVenue.AlpacaName;

    public override string WebSocketPath => "/v2/sip";

    public override NumberText Numbers => NumberText.JsonNumber;

    public override IReadOnlyList<SimulatedSymbol> Symbols => options.Symbols;

    public override string TooManyRequests => """{"message":"too many requests."}""";

    public override InboundRate? Attempts(TimeProvider time) => null;

    public override bool IsWebSocketPath(string path) => path.StartsWith(PathStart, StringComparison.Ordinal) && Feeds.Contains(path[PathStart.Length..]);

    public override string? Refusal(HttpRequest request) => null;

    public override VenueSession Open(SimulatedVenue venue, SimulatedConnection connection, HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return new AlpacaSession(venue, connection, options, path[(path.LastIndexOf('/') + 1)..]);
    }

    public override RestReply Rest(SimulatedVenue venue, string path, IQueryCollection query)
        => new(StatusCodes.Status404NotFound, "{\"message\":\"endpoint not found.\"}"u8.ToArray());
}
