namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>How long a <see cref="StreamRelay"/> waits, and how much.</summary>
internal sealed record RelayLimits
{
    public static readonly TimeSpan DefaultHold = TimeSpan.FromMilliseconds(500);
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromSeconds(2);
    public const int DefaultMaxHeld = 8_192;

    /// <summary>How long one kind's stream waits at a status for another's to get there.</summary>
    public TimeSpan Hold { get; init; } = DefaultHold;

    /// <summary>How long after the last arrival a published number counts as on its way.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>Most events that wait in one kind's stream.</summary>
    public int MaxHeld { get; init; } = DefaultMaxHeld;
}
