using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Storage;

/// <summary>Whose a provider is, as grain storage says.</summary>
/// <param name="Epoch">The owner's epoch; 0 where nothing was ever written.</param>
/// <param name="IsOther">Whether it is another one than who asks.</param>
/// <param name="Record">What it wrote; null where nothing was ever written, or where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null when it can.</param>
internal sealed record StoredOwner(long Epoch, bool IsOther, ProviderRecord? Record, StateStoreException? Problem);
