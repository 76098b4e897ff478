namespace QuantTradeAI.Cluster.Symbols;

/// <summary>Whoever runs a symbol, its grain. Both return at once, and may be called from any thread.</summary>
/// <param name="Deactivate">Has it let go of the symbol, for a reason.</param>
/// <param name="AskSweep">Has it sweep, in a turn of its own.</param>
internal sealed record SymbolOwner(Action<string> Deactivate, Action AskSweep);
