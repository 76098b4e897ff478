namespace QuantTradeAI.Streaming.Configuration;

/// <summary><c>rate_limit</c> of a provider: how fast control messages may go to the venue. Never faster than the venue's own rules.</summary>
public sealed record RateLimitConfig
{
    /// <summary><see cref="DefaultRate"/> unless told otherwise.</summary>
    public const int UsualRate = 100;

    /// <summary><c>default_rate</c>: control messages a second; at least 1.</summary>
    public int DefaultRate { get; init; } = UsualRate;

    /// <summary><c>burst_allowance</c>: how many may go at once after a pause, on top of the first; 0 for none.</summary>
    public int BurstAllowance { get; init; }
}
