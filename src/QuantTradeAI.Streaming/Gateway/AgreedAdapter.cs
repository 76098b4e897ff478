using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>An adapter and the settings that it agreed to.</summary>
internal readonly record struct AgreedAdapter(StreamingProviderAdapter Adapter, ProviderSettings Settings);
