using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>What the venue knows the client by.</summary>
internal static class AlpacaCredentials
{
    public const string Key = "api_key";
    public const string Secret = "api_secret";

    /// <summary>The credential's value; empty when it was not given, which the venue refuses.</summary>
    public static string Of(ProviderSettings settings, string name) =>
        settings.Credentials.TryGetValue(name, out var secret) ? secret.Reveal() : "";
}
