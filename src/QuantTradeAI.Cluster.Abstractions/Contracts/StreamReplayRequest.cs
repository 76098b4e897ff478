using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster;

/// <summary>Batches that were published, and that a stream did not bring.</summary>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.StreamReplayRequest")]
public sealed record StreamReplayRequest
{
    /// <summary><c>BTC-USD</c>, or <c>BTC-USD@binance</c>.</summary>
    [Id(0)]
    public required string Stream { get; init; }

    /// <summary>One kind; <see cref="DataTypes.None"/> is the statuses alone.</summary>
    [Id(1)]
    public required DataTypes DataType { get; init; }

    /// <summary>The epoch of their numbers.</summary>
    [Id(2)]
    public required long Epoch { get; init; }

    /// <summary>The number of the first one, from 1.</summary>
    [Id(3)]
    public required long From { get; init; }

    /// <summary>The number of the last one.</summary>
    [Id(4)]
    public required long To { get; init; }
}
