using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>One candidate as it was when the policy was asked last.</summary>
/// <param name="Provider">Which provider.</param>
/// <param name="State">Its venue stream.</param>
/// <param name="IsUsable">Whether its provider as a whole may be used.</param>
/// <param name="Candidate">What the decision knew.</param>
/// <param name="Reason">Why it is not well; null when it is.</param>
internal readonly record struct CandidateNote(ProviderId Provider, FeedStatusKind? State, bool IsUsable, Candidate Candidate, string? Reason)
{
    public bool IsWell => Candidate.IsWell;
}
