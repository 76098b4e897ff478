using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Health;

/// <summary>A provider that a <see cref="ProviderHealthMonitor"/> asks and protects.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Tells how it is.</param>
/// <param name="HasFailover">Whether a failover handler is registered for it.</param>
/// <param name="Circuit">Its circuit.</param>
/// <param name="IsShared">Whether others decide by that circuit, too.</param>
internal sealed record RegisteredProvider(string Name, Func<ProviderHealthStatus> Status, bool HasFailover, CircuitBreaker Circuit, bool IsShared)
{
    private volatile bool _isSampled;

    /// <summary>Held while its status is asked for and sampled, so that no older status is sampled after a newer one.</summary>
    public Lock Asking { get; } = new();

    /// <summary>Whether a host samples it: then asking for its status does not.</summary>
    public bool IsSampled => _isSampled;

    public void NoteSampled() => _isSampled = true;
}
