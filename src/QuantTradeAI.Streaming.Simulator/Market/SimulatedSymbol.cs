namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One instrument of a simulated venue.</summary>
/// <param name="Name">The venue's own spelling, such as <c>BTCUSDT</c> or <c>BTC-USD</c>.</param>
/// <param name="Base">The base asset, such as <c>BTC</c>.</param>
/// <param name="Quote">The quote asset, such as <c>USDT</c>.</param>
/// <param name="Price">Where the random walk starts; a multiple of <paramref name="Tick"/> and many ticks above zero.</param>
/// <param name="Tick">The smallest step of the price.</param>
/// <param name="SizeStep">The smallest step of the size.</param>
public sealed record SimulatedSymbol(string Name, string Base, string Quote, decimal Price, decimal Tick, decimal SizeStep);
