using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What a venue is: its paths, its numbers, its sessions, its REST answers.</summary>
internal abstract class VenueProtocol
{
    public abstract string Name { get; }

    /// <summary>The path of the WebSocket below the venue's own.</summary>
    public abstract string WebSocketPath { get; }

    public abstract NumberText Numbers { get; }

    public abstract IReadOnlyList<SimulatedSymbol> Symbols { get; }

    /// <summary>The limit of connection attempts, where the venue has one.</summary>
    public abstract InboundRate? Attempts(TimeProvider time);

    /// <summary>The body of a handshake refused with 429.</summary>
    public abstract string TooManyRequests { get; }

    public abstract bool IsWebSocketPath(string path);

    /// <summary>Why the request is refused before the upgrade; null when it is not.</summary>
    public abstract string? Refusal(HttpRequest request);

    public abstract VenueSession Open(SimulatedVenue venue, SimulatedConnection connection, HttpRequest request);

    public abstract RestReply Rest(SimulatedVenue venue, string path, IQueryCollection query);
}
