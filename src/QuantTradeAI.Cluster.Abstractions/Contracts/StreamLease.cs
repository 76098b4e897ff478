using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster;

/// <summary>A subscriber's wish to have a stream published.</summary>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.StreamLease")]
public sealed record StreamLease
{
    /// <summary>The longest <see cref="Duration"/>.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(10);

    /// <summary>Unique for each process that subscribes.</summary>
    [Id(0)]
    public required string Subscriber { get; init; }

    /// <summary><c>BTC-USD</c>, or <c>BTC-USD@binance</c>.</summary>
    [Id(1)]
    public required string Stream { get; init; }

    /// <summary>The kinds to publish, in the place of those of before; statuses are published always.</summary>
    [Id(2)]
    public required DataTypes DataTypes { get; init; }

    /// <summary>How long it lasts from now, unless it is renewed; above zero, at most <see cref="MaxDuration"/>.</summary>
    [Id(3)]
    public required TimeSpan Duration { get; init; }
}
