using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster;

/// <summary>Where a stream stands: what was published up to here, and the last known values.</summary>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.StreamPosition")]
public sealed record StreamPosition
{
    /// <summary>The last numbers that were given, and the epoch they belong to.</summary>
    [Id(0)]
    public required StreamEnd Last { get; init; }

    /// <summary>Where the owner before ended, where it ended orderly.</summary>
    [Id(1)]
    public StreamEnd? Continues { get; init; }

    /// <summary>How good the feed is; <see cref="FeedStatusKind.None"/> before the first sign of life.</summary>
    [Id(2)]
    public FeedStatusKind State { get; init; }

    /// <summary>The provider that its events come from; empty when there is none yet.</summary>
    [Id(3)]
    public string Source { get; init; } = "";

    /// <summary>The last status where the state is bad, the last trade and the last quote, each marked as last known, as <see cref="MarketBatch"/> writes them.</summary>
    [Id(4)]
    public ReadOnlyMemory<byte> LastKnown { get; init; }

    /// <summary>Why the stream cannot be served as wished; null when it can.</summary>
    [Id(5)]
    public string? Problem { get; init; }

    /// <summary>The last batches that were handed to the stream, of the epoch of <see cref="Last"/>; null where they are not numbered.</summary>
    [Id(6)]
    public StreamBatchNumbers? Batches { get; init; }

    /// <summary>The kinds that <see cref="Problem"/> is about; none where it is about all that was asked for.</summary>
    [Id(7)]
    public DataTypes Refused { get; init; }
}
