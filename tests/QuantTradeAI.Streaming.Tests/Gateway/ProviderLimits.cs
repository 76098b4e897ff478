using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Tests.Gateway;

internal static class ProviderLimits
{
    /// <summary>The same with a document that says no more than <c>max_subscriptions</c>.</summary>
    public static ProviderConfig Limit(this ProviderConfig provider, int maxSubscriptions) => provider with
    {
        Document = new ProviderDocument
        {
            File = "limits.yaml",
            Provider = provider.Name,
            Environment = "production",
            EnvironmentNames = ["production"],
            Settings = new ProviderEnvironment { MaxSubscriptions = maxSubscriptions },
        },
    };
}
