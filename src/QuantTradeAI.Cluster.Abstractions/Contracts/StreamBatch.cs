namespace QuantTradeAI.Cluster;

/// <summary>The item of the streams: events of one stream and kind with the statuses between them, numbered.</summary>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.StreamBatch")]
public sealed record StreamBatch
{
    /// <summary>The epoch of the numbering: it grows each time the symbol has a new owner.</summary>
    [Id(0)]
    public required long Epoch { get; init; }

    /// <summary>The events, as <see cref="MarketBatch"/> writes them.</summary>
    [Id(1)]
    public required ReadOnlyMemory<byte> Events { get; init; }

    /// <summary>Where the owner before ended, where it ended orderly: who has had all of that has missed nothing. Null where nobody knows.</summary>
    [Id(2)]
    public StreamEnd? Continues { get; init; }

    /// <summary>Its place among the batches of its stream and kind within the epoch, from 1; 0 where it has none, and cannot be asked for again.</summary>
    [Id(3)]
    public long Number { get; init; }
}
