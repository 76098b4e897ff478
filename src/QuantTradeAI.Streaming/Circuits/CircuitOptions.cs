using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Circuits;

/// <summary>When a circuit opens and for how long.</summary>
public sealed record CircuitOptions
{
    /// <summary><see cref="MaxBreak"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultMaxBreak = TimeSpan.FromSeconds(300);

    /// <summary><see cref="ProbeTimeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultProbeTimeout = TimeSpan.FromSeconds(30);

    /// <summary><see cref="HealthyAfter"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultHealthyAfter = TimeSpan.FromSeconds(60);

    /// <summary>Failures in a row that open it; at least 1.</summary>
    public int FailureThreshold { get; init; } = CircuitBreakerConfig.DefaultFailureThreshold;

    /// <summary>The first break; the second in a row is twice as long, and so on.</summary>
    public TimeSpan Break { get; init; } = CircuitBreakerConfig.DefaultTimeout;

    /// <summary>No break is longer, but for a longer <see cref="Break"/>.</summary>
    public TimeSpan MaxBreak { get; init; } = DefaultMaxBreak;

    /// <summary>A probe that has proved nothing by then is given up.</summary>
    public TimeSpan ProbeTimeout { get; init; } = DefaultProbeTimeout;

    /// <summary>Failures are forgotten after so long without one, and each further time as long one trip.</summary>
    public TimeSpan HealthyAfter { get; init; } = DefaultHealthyAfter;

    /// <summary>Whether it only decides and logs: everybody is let through.</summary>
    public bool IsShadow { get; init; }

    /// <summary>As configured.</summary>
    public static CircuitOptions Of(CircuitBreakerConfig config) => new()
    {
        FailureThreshold = config.FailureThreshold,
        Break = config.Timeout,
        MaxBreak = config.Timeout > DefaultMaxBreak ? config.Timeout : DefaultMaxBreak,
        IsShadow = config.IsShadow,
    };
}
