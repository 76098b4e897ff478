using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The server's side of the opening handshake (RFC 6455, section 4.2).</summary>
internal static class Handshake
{
    private const string Salt = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static string AcceptKey(string key)
#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1 here; nothing is kept secret by it.
        => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Salt)));
#pragma warning restore CA5350

    public static bool IsWebSocket(HttpContext context)
        => context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
            && string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            && context.Request.Headers.SecWebSocketVersion == "13"
            && !string.IsNullOrEmpty(context.Request.Headers.SecWebSocketKey);

    public static Task<Stream> UpgradeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.Upgrade] = "websocket";
        headers[HeaderNames.SecWebSocketAccept] = AcceptKey(context.Request.Headers.SecWebSocketKey.ToString());
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }
}
