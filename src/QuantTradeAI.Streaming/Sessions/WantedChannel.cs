using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>A subscription that is wanted, with the canonical symbol that its data will carry.</summary>
internal readonly record struct WantedChannel(ChannelSubscription Channel, Symbol Symbol);
