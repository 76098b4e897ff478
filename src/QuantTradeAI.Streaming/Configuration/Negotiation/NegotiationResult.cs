using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>What a provider runs with, or why it cannot.</summary>
/// <param name="Settings">Null when there are problems.</param>
/// <param name="Problems">All of them.</param>
internal sealed record NegotiationResult(ProviderSettings? Settings, ImmutableArray<NegotiationProblem> Problems);
