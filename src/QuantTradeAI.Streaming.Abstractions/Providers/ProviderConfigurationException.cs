namespace QuantTradeAI.Streaming.Providers;

/// <summary>A provider's configuration is wrong; terminal until it changes.</summary>
public sealed class ProviderConfigurationException : ProviderException
{
    /// <summary>Says what was wrong, what was expected, and what to do.</summary>
    public ProviderConfigurationException(string message, Exception? inner = null)
        : base(message, inner) => IsTerminal = true;
}
