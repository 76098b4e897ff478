namespace QuantTradeAI.Cluster;

/// <summary>What a provider's owner hands to a symbol.</summary>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.ProviderBatch")]
public sealed record ProviderBatch
{
    /// <summary>The provider.</summary>
    [Id(0)]
    public required string Provider { get; init; }

    /// <summary>The epoch of the provider's owner; a symbol refuses one that is lower than one it has seen.</summary>
    [Id(1)]
    public required long Epoch { get; init; }

    /// <summary>The events, in the order of arrival, as <see cref="MarketBatch"/> writes them; empty when the owner only shows itself.</summary>
    [Id(2)]
    public required ReadOnlyMemory<byte> Events { get; init; }

    /// <summary>What the provider's trade ids tell, as its adapter says.</summary>
    [Id(3)]
    public required ProviderFacts Facts { get; init; }

    /// <summary>
    /// Counts the owner's batches for this symbol, from 1 within an epoch. A batch whose call failed comes again under its number, because it may have
    /// been taken all the same.
    /// </summary>
    [Id(4)]
    public required long Number { get; init; }
}
