namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>circuit_breaker</c> of a provider.</summary>
public sealed record CircuitBreakerConfig
{
    /// <summary><see cref="FailureThreshold"/> unless told otherwise.</summary>
    public const int DefaultFailureThreshold = 5;

    /// <summary>Largest <see cref="FailureThreshold"/>.</summary>
    public const int MaxFailureThreshold = 1_000;

    /// <summary><see cref="Timeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary><c>failure_threshold</c>: consecutive failures that open it; from 1 to <see cref="MaxFailureThreshold"/>.</summary>
    public int FailureThreshold { get; init; } = DefaultFailureThreshold;

    /// <summary><c>timeout</c>: how long it stays open the first time; from a second to a day.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary><c>shadow</c>: whether it only decides and logs, without keeping anybody from the provider; off by default.</summary>
    public bool IsShadow { get; init; }
}
