using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>One group of <c>failover</c>: which providers can stand in for each other, for which symbols.</summary>
public sealed record FailoverGroupConfig
{
    /// <summary><see cref="FailbackAfter"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultFailbackAfter = TimeSpan.FromSeconds(60);

    /// <summary><see cref="StaleAfter"/> unless told otherwise.</summary>
    public static readonly TimeSpan DefaultStaleAfter = TimeSpan.FromSeconds(30);

    /// <summary>Its name; each group has its own.</summary>
    public required string Name { get; init; }

    /// <summary><c>symbols</c>: canonical; at least one, each in one group only.</summary>
    public required ImmutableArray<string> Symbols { get; init; }

    /// <summary><c>providers</c>, best first; at least one, each once, each configured.</summary>
    public required ImmutableArray<string> Providers { get; init; }

    /// <summary><c>standby</c>: <c>hot</c> keeps the next provider subscribed, <c>cold</c> subscribes it when it is needed.</summary>
    public bool IsHot { get; init; } = true;

    /// <summary><c>failback_after</c>: how long a better provider must have been well before it is used again; from 0 to a day.</summary>
    public TimeSpan FailbackAfter { get; init; } = DefaultFailbackAfter;

    /// <summary>
    /// <c>stale_after</c>: a source that is silent for so long, and for 30 times its usual pause, is stale; from a second to a day. Shorter
    /// than the default it is for symbols with several events a second.
    /// </summary>
    public TimeSpan StaleAfter { get; init; } = DefaultStaleAfter;
}
