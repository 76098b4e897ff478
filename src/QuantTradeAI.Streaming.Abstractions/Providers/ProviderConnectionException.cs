namespace QuantTradeAI.Streaming.Providers;

/// <summary>A connection could not be made or was lost.</summary>
public sealed class ProviderConnectionException : ProviderException
{
    /// <summary>Says what was wrong, what was expected, and what to do.</summary>
    public ProviderConnectionException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The kind of failure in one word, for counting: <c>connect_timeout</c>, <c>http_429</c>, <c>connection_lost</c>.</summary>
    public string Reason { get; init; } = "connection_failed";
}
