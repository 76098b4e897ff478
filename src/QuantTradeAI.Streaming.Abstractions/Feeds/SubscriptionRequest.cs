using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Feeds;

/// <summary>What a subscriber wants.</summary>
public sealed record SubscriptionRequest
{
    /// <summary>Events that a queue holds unless the request or the feed's configuration (<c>buffer_size</c>) tells otherwise.</summary>
    public const int DefaultCapacity = 8_192;

    /// <summary>Smallest and largest <see cref="Capacity"/>.</summary>
    public const int MinCapacity = 16, MaxCapacity = 1 << 20;

    /// <summary>How long a reader waits for a blocking subscriber unless told otherwise.</summary>
    public static readonly TimeSpan DefaultBlockTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Consolidated (<c>BTC-USD</c>) or one venue's (<c>BTC-USD@binance</c>); at least one.</summary>
    public required ImmutableArray<string> Symbols { get; init; }

    /// <summary>What of them; at least one. The status of the symbols always comes along.</summary>
    public required DataTypes DataTypes { get; init; }

    /// <summary>What happens when the queue is full.</summary>
    public QueuePolicy Policy { get; init; } = QueuePolicy.Default;

    /// <summary>Most events that wait, 16 to 1,048,576; null leaves it to the feed.</summary>
    public int? Capacity { get; init; }

    /// <summary>See <see cref="QueuePolicy.Block"/>; more than zero.</summary>
    public TimeSpan BlockTimeout { get; init; } = DefaultBlockTimeout;

    /// <summary>Whether the last known values come first, marked as such.</summary>
    public bool IncludeLastKnown { get; init; } = true;

    /// <summary>A name for logs and status; made up when empty.</summary>
    public string Name { get; init; } = "";
}
