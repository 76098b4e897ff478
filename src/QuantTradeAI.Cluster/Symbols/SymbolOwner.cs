namespace QuantTradeAI.Cluster.Symbols;

/// <summary>Whoever runs a symbol, its grain. Both may be called from any thread.</summary>
/// <param name="Deactivate">Has it let go of the symbol, for a reason. Returns at once.</param>
/// <param name="SweepAsync">Has it sweep, in a turn of its own.</param>
internal sealed record SymbolOwner(Action<string> Deactivate, Func<Task> SweepAsync);
