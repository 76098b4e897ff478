namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One level of an order book.</summary>
/// <param name="Side">Buy for a bid, Sell for an ask.</param>
/// <param name="Price">Price text.</param>
/// <param name="Size">The whole size now at that price; zero when the level is gone.</param>
public sealed record SimulatedLevel(TradeSide Side, string Price, string Size);
