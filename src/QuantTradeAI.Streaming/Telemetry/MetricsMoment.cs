using System.Collections.Immutable;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Telemetry;

/// <summary>What all families of one collection are computed from.</summary>
/// <param name="Status">The gateway.</param>
/// <param name="Process">The process it runs in.</param>
/// <param name="Now">When it was asked.</param>
internal sealed record MetricsMoment(GatewayStatus Status, ProcessFigures Process, DateTimeOffset Now)
{
    /// <summary>One for each provider.</summary>
    public ImmutableArray<ProviderHealthStatus> Providers { get; } = [.. Status.Providers.DistinctBy(provider => provider.Provider)];

    /// <summary>What was measured, one for each provider of which something was.</summary>
    public ImmutableArray<ProviderHealthReport> Health { get; } = [.. Status.Health.DistinctBy(report => report.Provider)];

    /// <summary>This process, now.</summary>
    public static MetricsMoment Of(GatewayStatus status, TimeProvider clock) => new(status, ProcessFigures.Now(), clock.GetUtcNow());
}
