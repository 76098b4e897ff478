using System.Net;
using Microsoft.AspNetCore.Http;
using QuantTradeAI.Streaming.Http.Listening;

namespace QuantTradeAI.Streaming.Http.Guarding;

/// <summary>Tells requests that a web page of somebody else makes in its visitor's browser.</summary>
internal static class SiteCheck
{
    private const string FetchSite = "Sec-Fetch-Site";
    private static readonly string[] OwnSites = ["same-origin", "none"];

    /// <summary>Whether the header Host names this machine. Browsers always send one, so none is fine.</summary>
    public static bool IsLocalHost(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');
        return host.Length == 0
            || host.Equals(ListenPlan.LocalName, StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }

    /// <summary>Whether another site's page sent it.</summary>
    public static bool IsOfAnotherSite(HttpRequest request)
    {
        if (request.Headers[FetchSite] is [{ } site, ..] && !OwnSites.Contains(site))
            return true;
        return request.Headers.Origin is [{ } origin, ..] && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
