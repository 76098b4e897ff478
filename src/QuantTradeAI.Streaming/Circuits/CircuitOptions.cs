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

    /// <summary>No time here may be longer.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromDays(1);

    /// <summary>Failures in a row that open it; at least 1.</summary>
    public int FailureThreshold { get; init; } = CircuitBreakerConfig.DefaultFailureThreshold;

    /// <summary>The first break; the second in a row is twice as long, and so on. Jitter shortens each by up to a fifth. Up to a day.</summary>
    public TimeSpan Break { get; init; } = CircuitBreakerConfig.DefaultTimeout;

    /// <summary>No break is longer, but for a longer <see cref="Break"/>. Up to a day.</summary>
    public TimeSpan MaxBreak { get; init; } = DefaultMaxBreak;

    /// <summary>A probe that has proved nothing by then is given up. Up to a day.</summary>
    public TimeSpan ProbeTimeout { get; init; } = DefaultProbeTimeout;

    /// <summary>Failures are forgotten after so long without one, and each further time as long one trip. Up to a day.</summary>
    public TimeSpan HealthyAfter { get; init; } = DefaultHealthyAfter;

    /// <summary>
    /// Whether a success forgets the failures before it, as is usual for operations that stand alone. Off by default: a venue that accepts
    /// connections and then closes them gives one success for each failure, and must open the circuit all the same.
    /// </summary>
    public bool SuccessResetsFailures { get; init; }

    /// <summary>Whether it only decides and logs: everybody is let through.</summary>
    public bool IsShadow { get; init; }

    internal TimeSpan LongestBreak => Break > MaxBreak ? Break : MaxBreak;

    /// <summary>As configured.</summary>
    public static CircuitOptions Of(CircuitBreakerConfig config) => new()
    {
        FailureThreshold = config.FailureThreshold,
        Break = config.Timeout,
        MaxBreak = config.Timeout > DefaultMaxBreak ? config.Timeout : DefaultMaxBreak,
        IsShadow = config.IsShadow,
    };

    /// <summary>These options.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is out of its range; says which.</exception>
    internal CircuitOptions Checked()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FailureThreshold, 1, nameof(FailureThreshold));
        Check(Break, nameof(Break));
        Check(MaxBreak, nameof(MaxBreak));
        Check(ProbeTimeout, nameof(ProbeTimeout));
        Check(HealthyAfter, nameof(HealthyAfter));
        return this;
    }

    private static void Check(TimeSpan time, string name)
    {
        if (time <= TimeSpan.Zero || time > MaxTime)
            throw new ArgumentOutOfRangeException(name, time, "Expected more than nothing and at most a day.");
    }
}
