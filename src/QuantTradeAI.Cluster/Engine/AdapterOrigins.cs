using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>Words for where an adapter comes from.</summary>
internal static class AdapterOrigins
{
    public const string BuiltIn = "built_in";

    public const string Plugin = "plugin";

    public static string Of(ProviderOrigin origin) => origin == ProviderOrigin.BuiltIn ? BuiltIn : Plugin;
}
