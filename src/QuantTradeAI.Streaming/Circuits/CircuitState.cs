namespace QuantTradeAI.Streaming.Circuits;

/// <summary>All that a circuit remembers. Immutable, and whole when it is written as JSON and read again.</summary>
public sealed record CircuitState
{
    /// <summary>Closed, without any history.</summary>
    public static CircuitState Initial { get; } = new();

    /// <summary>Whether the provider may be used.</summary>
    public CircuitPhase Phase { get; init; }

    /// <summary>Grows with each change of <see cref="Phase"/>; what began in an earlier one decides nothing.</summary>
    public long Generation { get; init; } = 1;

    /// <summary>Failures in a row while closed.</summary>
    public int Failures { get; init; }

    /// <summary>How often it opened without having been healthy since; the next break is so many times longer, and one.</summary>
    public int Trips { get; init; }

    /// <summary>When <see cref="Phase"/> changed last.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>While open: when the first probe may go.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>While half-open: how many probes there were; the newest one decides.</summary>
    public long Probe { get; init; }

    /// <summary>While a probe is under way: when it is given up, and another one may go.</summary>
    public DateTimeOffset? ProbeUntil { get; init; }

    /// <summary>While closed: since when the provider has delivered without a failure.</summary>
    public DateTimeOffset? HealthySince { get; init; }

    /// <summary>Why it is not closed, or what failed last; null when nothing did.</summary>
    public string? Reason { get; init; }
}
