using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Health;

/// <summary>What a provider has counted until now, and how it stands.</summary>
/// <param name="Connection">Its session. Counters that are lower than the last time are those of a new session.</param>
/// <param name="Streams">What the symbol stage counted of it.</param>
/// <param name="Circuit">Its circuit.</param>
/// <param name="IsShadow">Whether its circuit only decides and logs.</param>
/// <param name="Epoch">The epoch of its ownership.</param>
/// <param name="IsMarketOpen">Whether a market of one of its wanted symbols is open.</param>
public sealed record HealthSample(
    ProviderHealthStatus Connection, StreamCounters Streams, CircuitState Circuit, bool IsShadow, long Epoch, bool IsMarketOpen)
{
    /// <summary>All that a session alone can tell: a closed circuit, an open market.</summary>
    public static HealthSample Of(ProviderHealthStatus connection) => new(connection, default, CircuitState.Initial, false, 0, true);
}
