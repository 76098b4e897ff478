using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Health;

/// <summary>A provider that a <see cref="ProviderHealthMonitor"/> asks and protects.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Tells how it is.</param>
/// <param name="HasFailover">Whether a failover handler is registered for it.</param>
/// <param name="Circuit">Its circuit.</param>
/// <param name="IsShared">Whether others decide by that circuit, too.</param>
internal sealed record RegisteredProvider(string Name, Func<ProviderHealthStatus> Status, bool HasFailover, CircuitBreaker Circuit, bool IsShared);
