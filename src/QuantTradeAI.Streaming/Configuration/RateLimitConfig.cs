namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>rate_limit</c> of a provider: how fast control messages may go to the venue. Never faster than the venue's own rules.</summary>
public sealed record RateLimitConfig
{
    /// <summary><see cref="DefaultRate"/> unless told otherwise.</summary>
    public const int UsualRate = 100;

    /// <summary>Largest <see cref="DefaultRate"/>.</summary>
    public const int MaxRate = 1_000_000;

    /// <summary>Largest <see cref="BurstAllowance"/>.</summary>
    public const int MaxBurst = 1_000_000;

    /// <summary><c>default_rate</c>: control messages a second; from 1 to <see cref="MaxRate"/>.</summary>
    public int DefaultRate { get; init; } = UsualRate;

    /// <summary><c>burst_allowance</c>: how many may go at once after a pause, on top of the first; from 0, for none, to <see cref="MaxBurst"/>.</summary>
    public int BurstAllowance { get; init; }
}
