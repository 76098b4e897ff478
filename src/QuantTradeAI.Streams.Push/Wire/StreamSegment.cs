namespace QuantTradeAI.Streams.Push.Wire;

/// <summary>Items of one stream, in order. The numbers that lie between two segments of one epoch are lost, for the reason that is told.</summary>
[GenerateSerializer, Immutable, Alias("push.StreamSegment")]
internal readonly record struct StreamSegment
{
    /// <summary>The receiver's name for the stream.</summary>
    [Id(0)]
    public required int Channel { get; init; }

    /// <summary>The producer's epoch.</summary>
    [Id(1)]
    public required long Epoch { get; init; }

    /// <summary>The number of the item before the first that this segment accounts for: everything up to it was accounted for by the segments before.</summary>
    [Id(2)]
    public required long After { get; init; }

    /// <summary>Whether it is the first that the producer sends by this route: what lies before it is not on its way.</summary>
    [Id(8)]
    public bool IsFirst { get; init; }

    /// <summary>Whether it is such a first one to a process that had the stream before: of an epoch that is new to that, what lies before is lost.</summary>
    [Id(9)]
    public bool IsAgain { get; init; }

    /// <summary>The number of the last item that it accounts for.</summary>
    [Id(3)]
    public required long Last { get; init; }

    /// <summary>How many of these items are not in here.</summary>
    [Id(4)]
    public int Lost { get; init; }

    /// <summary>Why.</summary>
    [Id(5)]
    public LossReason Reason { get; init; }

    /// <summary>The items as blocks, one behind the other; each tells the number of its first item.</summary>
    [Id(6)]
    public ReadOnlyMemory<byte> Blocks { get; init; }

    /// <summary>When the first of the items was published, in nanoseconds since the Unix epoch by the producer's clock.</summary>
    [Id(7)]
    public long PublishedAt { get; init; }
}
