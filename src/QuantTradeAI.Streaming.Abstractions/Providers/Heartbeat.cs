using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>The venue says that a symbol is well, although nothing may have happened.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="LastTradeId">The id of its newest trade, whether or not it reached us; 0 when the venue does not say.</param>
public readonly record struct Heartbeat(Symbol Symbol, long LastTradeId = 0);
