using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>What a decoder works with.</summary>
/// <param name="Provider">The provider to stamp on events.</param>
/// <param name="Symbols">What is subscribed; data for anything else is ignored as <c>unsubscribed</c>.</param>
/// <param name="Settings">The provider's settings.</param>
public sealed record DecoderContext(ProviderId Provider, NativeSymbolTable Symbols, ProviderSettings Settings);
