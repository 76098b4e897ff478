using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Registry;

/// <summary>What serves a name.</summary>
/// <param name="Claim">What it claimed.</param>
/// <param name="Metadata">What is known of it.</param>
/// <param name="Create">Makes a fresh adapter.</param>
/// <param name="Plugin">Its code; null for a built-in one.</param>
internal sealed record RegisteredProvider(
    ProviderClaim Claim, ProviderMetadata Metadata, Func<StreamingProviderAdapter> Create, LoadedPlugin? Plugin = null);
