namespace QuantTradeAI.Streaming.Providers;

/// <summary>Something about a provider went wrong.</summary>
public abstract class ProviderException : Exception
{
    private protected ProviderException(string message, Exception? inner)
        : base(message, inner)
    {
    }

    /// <summary>Whether trying again, unchanged, is pointless.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>How long the venue asks to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
