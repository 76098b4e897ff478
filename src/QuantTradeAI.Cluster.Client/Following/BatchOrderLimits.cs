namespace QuantTradeAI.Cluster.Client.Following;

/// <summary>How long a <see cref="BatchOrder"/> waits, and how much.</summary>
internal sealed record BatchOrderLimits
{
    public static readonly TimeSpan DefaultGrace = TimeSpan.FromMilliseconds(300);
    public static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan DefaultSilence = TimeSpan.FromSeconds(2);
    public const int DefaultMaxHeld = 256;

    /// <summary>How long after the last arrival a batch that is known to be published counts as on its way.</summary>
    public TimeSpan Grace { get; init; } = DefaultGrace;

    /// <summary>How long batches wait for missing ones before them that cannot be asked for.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>A stream that owes batches and brings none for this long is taken for lost.</summary>
    public TimeSpan Silence { get; init; } = DefaultSilence;

    /// <summary>Most batches that wait.</summary>
    public int MaxHeld { get; init; } = DefaultMaxHeld;
}
