using Microsoft.AspNetCore.Http;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What the address of a connection asks for.</summary>
internal sealed record BinanceTarget(IReadOnlyList<string> Streams, bool Combined, bool Microseconds)
{
    private const string RawPath = "/ws";

    public static BinanceTarget Of(HttpRequest request)
    {
        var path = request.Path.Value!["/binance".Length..];
        var raw = path == RawPath || path.StartsWith(RawPath + "/", StringComparison.Ordinal);
        return new BinanceTarget(
            BinanceStreams.Of(path, request.Query["streams"]),
            Combined: !raw,
            string.Equals(request.Query["timeUnit"], "microsecond", StringComparison.OrdinalIgnoreCase));
    }
}
