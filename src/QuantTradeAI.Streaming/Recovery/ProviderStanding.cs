namespace QuantTradeAI.Streaming.Recovery;

/// <summary>Whether a provider as a whole may be a source.</summary>
/// <param name="IsUsable">Whether its circuit is closed.</param>
/// <param name="Since">Since when that is so.</param>
/// <param name="Reason">Why it is not usable; null when it is.</param>
public readonly record struct ProviderStanding(bool IsUsable, DateTimeOffset Since, string? Reason);
