namespace QuantTradeAI.Streaming.Providers;

/// <summary>A connection could not be made or was lost.</summary>
public sealed class ProviderConnectionException : ProviderException
{
    /// <summary>Says what was wrong, what was expected, and what to do.</summary>
    public ProviderConnectionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
