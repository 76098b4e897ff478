using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>Whose a provider is.</summary>
/// <param name="Outcome">Ours, or not.</param>
/// <param name="Record">What is remembered of it under our epoch; where it is another's, nothing but the other's epoch.</param>
/// <param name="Problem">Why it is not confirmed, or why nothing is remembered; null when neither is so.</param>
internal sealed record OwnershipReply(OwnershipOutcome Outcome, ProviderRecord Record, string? Problem)
{
    /// <summary>The owner's epoch.</summary>
    public long Epoch => Record.Epoch;
}
