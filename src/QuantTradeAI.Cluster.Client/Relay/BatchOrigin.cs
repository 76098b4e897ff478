namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>Where events come from.</summary>
/// <param name="Epoch">The epoch of their numbers.</param>
/// <param name="Continues">Where the epoch before ended, where that is known.</param>
internal readonly record struct BatchOrigin(long Epoch, StreamEnd? Continues);
