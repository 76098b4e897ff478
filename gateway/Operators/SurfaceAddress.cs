using System.Net;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Operators;

/// <summary>Where a running gateway answers, and the token that it wants.</summary>
/// <param name="Url">The address.</param>
/// <param name="Token">The token; null for none. The configuration's is never sent to an address of the command line.</param>
internal sealed record SurfaceAddress(Uri Url, Secret? Token)
{
    private const int MaxTokenLength = 4096;

    /// <exception cref="CommandFailedException">It cannot be told; the message says what to do.</exception>
    public static SurfaceAddress Find(SurfaceSettings settings, TimeProvider clock)
    {
        var token = settings.TokenFile is { } file ? Read(file) : null;
        if (settings.Url is { } url)
            return new SurfaceAddress(Parse(url), token);
        var path = ConfigFile.Find(settings.Config);
        var api = StreamingConfigReader.Load(path, new ConfiguredAdapters([], clock).CatalogOf, Simulation.Variable).Health.Api;
        return new SurfaceAddress(AddressOf(api, path), token ?? api.Token);
    }

    /// <summary>As a caller on this machine reaches what is configured.</summary>
    internal static Uri AddressOf(EndpointConfig api, string path)
    {
        if (!api.Enabled)
            throw new CommandFailedException($"{path} does not enable streaming_health.api, so a gateway with it cannot be asked; set enabled: true there, or name a gateway with --url URL");
        if (api.Port == 0)
            throw new CommandFailedException($"{path} lets the gateway take a free port; name the address that it told with --url URL");
        var isAny = IPAddress.TryParse(api.Host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
        return new UriBuilder(Uri.UriSchemeHttp, isAny || api.IsUnprotected ? EndpointConfig.DefaultHost : api.Host, api.Port).Uri;
    }

    private static Uri Parse(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is ("http" or "https") && parsed.UserInfo.Length == 0
            ? parsed
            : throw new UsageException($"--url got '{(url.Contains('@', StringComparison.Ordinal) ? "an address with '@'" : url)}'; expected an address like http://127.0.0.1:8000.");

    private static Secret Read(string file)
    {
        if (!File.Exists(file))
            throw new CommandFailedException($"there is no file {file}; name one that holds the token with --token-file PATH");
        var token = new FileInfo(file).Length > MaxTokenLength ? "" : File.ReadAllText(file).Trim();
        return token.Length > 0 && !token.Any(char.IsControl)
            ? new Secret(token)
            : throw new CommandFailedException($"{file} holds no token; expected one line with it");
    }
}
