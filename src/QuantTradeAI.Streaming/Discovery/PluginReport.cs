using System.Collections.Immutable;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>A plugin folder that is whole.</summary>
/// <param name="Metadata">What its adapter says of itself.</param>
/// <param name="ManifestHash">SHA-256 of its manifest in lower-case hexadecimal: what an allow-list names.</param>
/// <param name="Files">The files that its manifest lists.</param>
/// <param name="IsChanged">Whether packing wrote another manifest than there was.</param>
public sealed record PluginReport(ProviderMetadata Metadata, string ManifestHash, ImmutableArray<string> Files, bool IsChanged);
