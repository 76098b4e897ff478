namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>circuit_breaker</c> of a provider. Handed over to the circuit.</summary>
public sealed record CircuitBreakerConfig
{
    /// <summary><c>failure_threshold</c>: consecutive failures that open it; at least 1.</summary>
    public int FailureThreshold { get; init; } = 5;

    /// <summary><c>timeout</c>: how long it stays open the first time; at least a second.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
