using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Streaming.Health;

/// <summary>What a <see cref="StreamingHealthMonitor"/> measures by.</summary>
public sealed record HealthMonitorOptions
{
    /// <summary><see cref="OperationTimeout"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultOperationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Shortest and longest <see cref="OperationTimeout"/>.</summary>
    public static readonly TimeSpan MinOperationTimeout = TimeSpan.FromMilliseconds(10), MaxOperationTimeout = TimeSpan.FromDays(1);

    /// <summary><see cref="OperationRetries"/> unless told otherwise.</summary>
    public const int DefaultOperationRetries = 2;

    /// <summary>Largest <see cref="OperationRetries"/>.</summary>
    public const int MaxOperationRetries = 10;

    /// <summary>What is too much, too little, or too old.</summary>
    public ThresholdsConfig Thresholds { get; init; } = new();

    /// <summary>Errors within <see cref="ErrorWindow"/> that call the failover handler; at least 1.</summary>
    public int ErrorThreshold
    {
        get => Thresholds.MaxErrors;
        init => Thresholds = Thresholds with { MaxErrors = value };
    }

    /// <summary>The rolling window of errors, rates and latencies; more than zero.</summary>
    public TimeSpan ErrorWindow
    {
        get => Thresholds.ErrorWindow;
        init => Thresholds = Thresholds with { ErrorWindow = value };
    }

    /// <summary>Whether <see cref="Thresholds"/> tell on grades. Measuring goes on without.</summary>
    public bool ChecksThresholds { get; init; } = true;

    /// <summary>When the circuits open that a monitor makes for its providers. They count failures in a row: a success forgets those before it.</summary>
    public CircuitOptions Circuit { get; init; } = new();

    /// <summary>How long an operation may take, its retries and their pauses among it.</summary>
    public TimeSpan OperationTimeout { get; init; } = DefaultOperationTimeout;

    /// <summary>How often an operation is tried again that failed for a reason which may pass; from 0 to <see cref="MaxOperationRetries"/>.</summary>
    public int OperationRetries { get; init; } = DefaultOperationRetries;

    /// <summary>As configured.</summary>
    public static HealthMonitorOptions Of(StreamingHealthConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new HealthMonitorOptions { Thresholds = config.Thresholds, ChecksThresholds = config.Monitoring.Enabled };
    }

    /// <exception cref="ArgumentOutOfRangeException">Names the property that is out of its range.</exception>
    internal HealthMonitorOptions Checked()
    {
        Require(ErrorThreshold >= 1, nameof(ErrorThreshold), ErrorThreshold, "at least 1");
        Require(ErrorWindow > TimeSpan.Zero, nameof(ErrorWindow), ErrorWindow, "more than zero");
        Require(
            OperationTimeout >= MinOperationTimeout && OperationTimeout <= MaxOperationTimeout,
            nameof(OperationTimeout), OperationTimeout, $"{MinOperationTimeout} to {MaxOperationTimeout}");
        Require(OperationRetries is >= 0 and <= MaxOperationRetries, nameof(OperationRetries), OperationRetries, $"0 to {MaxOperationRetries}");
        return this;
    }

    private static void Require(bool holds, string property, object got, string expected)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(property, got, $"{property} is {got}; expected {expected}.");
    }
}
