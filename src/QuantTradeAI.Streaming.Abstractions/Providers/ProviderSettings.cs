using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>What a provider runs with: the user's configuration after validation.</summary>
public sealed record ProviderSettings
{
    /// <summary>Where to connect: <c>ws://</c> or <c>wss://</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The data types to offer; a subset of the adapter's.</summary>
    public required DataTypes DataTypes { get; init; }

    /// <summary>Canonical symbols that are subscribed for as long as the provider runs.</summary>
    public ImmutableArray<string> Symbols { get; init; } = [];

    /// <summary>Canonical name to native symbol, where the adapter's own rule does not fit.</summary>
    public ImmutableDictionary<string, string> NativeSymbols { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Adapter-specific options by name.</summary>
    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;
}
