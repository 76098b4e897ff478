namespace QuantTradeAI.Cluster.Storage;

/// <summary>A provider as grain storage keeps it. Who owns it can be read whatever version wrote the rest.</summary>
[GenerateSerializer, Alias("QuantTradeAI.ProviderGrainState")]
internal sealed record ProviderGrainState
{
    /// <summary>The format of <see cref="Record"/>; 0 before anything was written.</summary>
    [Id(0)]
    public int Version { get; init; }

    /// <summary>The epoch of who wrote it.</summary>
    [Id(1)]
    public long Epoch { get; init; }

    /// <summary>Who wrote it: unique for each time that a provider is taken.</summary>
    [Id(2)]
    public string Owner { get; init; } = "";

    /// <summary>The rest, as <see cref="ProviderRecordJson"/> writes it: text, since storages have serializers of their own for everything else.</summary>
    [Id(3)]
    public string Record { get; init; } = "";
}
