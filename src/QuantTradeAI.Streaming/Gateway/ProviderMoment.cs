using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Where a provider stands at one moment.</summary>
/// <param name="Session">Whose counters they are: another session counts from zero. Null when none runs.</param>
/// <param name="Connection">Its connections.</param>
/// <param name="Circuit">Its circuit.</param>
internal readonly record struct ProviderMoment(object? Session, ProviderHealthStatus Connection, CircuitState Circuit);
