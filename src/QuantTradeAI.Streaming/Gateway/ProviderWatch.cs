using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// Looks at each provider every <c>health_check_interval</c> and tells people when one has failed <c>reconnect_attempts</c> times in a row,
/// once, and when it is up again.
/// </summary>
internal sealed class ProviderWatch(ProviderFleet fleet, Func<StreamingConfig> configuration, TimeProvider clock, GatewayLog log) : IDisposable
{
    private readonly HashSet<string> _down = new(StringComparer.Ordinal);
    private readonly Lock _looking = new();
    private ITimer? _timer;

    public void Start()
    {
        lock (_looking)
            _timer ??= clock.CreateTimer(static self => ((ProviderWatch)self!).Look(), this, Interval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        lock (_looking)
            _timer?.Dispose();
    }

    private TimeSpan Interval => configuration().HealthCheckInterval;

    private void Look()
    {
        lock (_looking)
        {
            _down.IntersectWith(fleet.Slots.Select(slot => slot.Name));
            foreach (var slot in fleet.Slots)
                Judge(slot.GetHealthStatus());
            _timer!.Change(Interval, Timeout.InfiniteTimeSpan);
        }
    }

    private void Judge(ProviderHealthStatus health)
    {
        var isDown = health.State == ProviderState.Reconnecting && health.ReconnectAttempts >= configuration().ReconnectAttempts;
        if (isDown && _down.Add(health.Provider))
            log.Down(health.Provider, health.ReconnectAttempts, health.LastError);
        else if (health.State == ProviderState.Live && _down.Remove(health.Provider))
            log.Up(health.Provider);
    }
}
