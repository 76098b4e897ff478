using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>The <c>streaming</c> section as the user wrote it.</summary>
public sealed record StreamingConfig
{
    /// <summary>The file it was read from; empty when it was made in code.</summary>
    public string File { get; init; } = "";

    /// <summary><c>symbols</c>: canonical symbols for every provider that lists none of its own.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary><c>providers</c>, in order of preference.</summary>
    public required ImmutableArray<ProviderConfig> Providers { get; init; }
}
