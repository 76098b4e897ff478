using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>Why a provider cannot run as configured.</summary>
/// <param name="Place">Whose key it is.</param>
/// <param name="Key">The key within it: <c>credentials.api_key</c>; empty for all of it.</param>
/// <param name="Message">What was got, what is expected.</param>
internal sealed record NegotiationProblem(NegotiationSide Place, string Key, string Message)
{
    /// <summary>The same by parts, for when something is said of one part already.</summary>
    public ImmutableArray<NegotiationProblem> Apart { get; init; } = [];
}
