namespace QuantTradeAI.Cluster;

/// <summary>What became of a <see cref="ProviderBatch"/>.</summary>
/// <param name="IsTaken">Whether it was taken; else its sender is not the provider's owner any more and has to stand down.</param>
/// <param name="Epoch">The highest epoch of that provider that the symbol has seen.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.IntakeReply")]
public sealed record IntakeReply([property: Id(0)] bool IsTaken, [property: Id(1)] long Epoch);
