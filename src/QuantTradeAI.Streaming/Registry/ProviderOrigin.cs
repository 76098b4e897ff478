namespace QuantTradeAI.Streaming.Registry;

/// <summary>Where an adapter comes from.</summary>
public enum ProviderOrigin
{
    /// <summary>It ships with the product.</summary>
    BuiltIn,

    /// <summary>It was loaded from a plugin folder.</summary>
    Plugin,
}
