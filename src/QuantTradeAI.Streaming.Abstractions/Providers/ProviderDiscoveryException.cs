namespace QuantTradeAI.Streaming.Providers;

/// <summary>An adapter could not be found or loaded.</summary>
public sealed class ProviderDiscoveryException : ProviderException
{
    /// <summary>Says what was wrong, what was expected, and what to do.</summary>
    public ProviderDiscoveryException(string message, Exception? inner = null)
        : base(message, inner) => IsTerminal = true;
}
