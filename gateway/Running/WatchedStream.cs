using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Running;

/// <summary>A symbol that configuration lists, and what its providers offer of it.</summary>
internal sealed record WatchedStream(string Symbol, DataTypes Offers);
