namespace QuantTradeAI.Streaming.Alerts;

/// <summary>One alert, keyed by rule and subject: a text with other numbers is the same alert.</summary>
public sealed record Alert
{
    /// <summary>The rule: <c>latency</c>, <c>throughput</c>, <c>reconnects</c>, <c>queue_depth</c>, <c>errors</c>, <c>data_age</c>, <c>circuit_open</c>, <c>failover_panic</c>, <c>storage</c>, <c>configuration</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The provider, the failover group, or <c>gateway</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether it holds.</summary>
    public required AlertState State { get; init; }

    /// <summary>A warning becomes an error when it repeats.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>For people.</summary>
    public required string Message { get; init; }

    /// <summary>What was measured last, in the rule's base unit (seconds, events, a rate per second); null where there is no number.</summary>
    public double? Value { get; init; }

    /// <summary>The threshold, in the same unit; null where there is none.</summary>
    public double? Limit { get; init; }

    /// <summary>When it began to fire.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was seen last, or when it was resolved.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Checks in a row that saw it; at least 1.</summary>
    public int Repeats { get; init; } = 1;
}
