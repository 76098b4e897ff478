using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster;

/// <summary>How a provider stands, as its owner says.</summary>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.ProviderStanding")]
public sealed record ProviderStandingReport
{
    /// <summary>The provider.</summary>
    [Id(0)]
    public required string Provider { get; init; }

    /// <summary>The epoch of its owner.</summary>
    [Id(1)]
    public required long Epoch { get; init; }

    /// <summary>The silo that owns it, as Orleans writes its address.</summary>
    [Id(2)]
    public required string Silo { get; init; }

    /// <summary>Whether it may be the source of a symbol.</summary>
    [Id(3)]
    public required bool IsUsable { get; init; }

    /// <summary>Since when that is so.</summary>
    [Id(4)]
    public DateTimeOffset Since { get; init; }

    /// <summary>Why it is not usable; null when it is.</summary>
    [Id(5)]
    public string? Reason { get; init; }

    /// <summary>The kinds that it serves; none while it does not run.</summary>
    [Id(6)]
    public DataTypes Offers { get; init; }

    /// <summary>The version of the adapter that runs; empty while none does.</summary>
    [Id(7)]
    public string Version { get; init; } = "";

    /// <summary>Grows with each change under one epoch, so that an older report never replaces a newer one.</summary>
    [Id(8)]
    public long Number { get; init; }
}
