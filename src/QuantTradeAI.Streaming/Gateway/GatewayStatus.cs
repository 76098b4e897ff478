using System.Collections.Immutable;
using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Registry;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>A gateway as it was when asked. Every drop, refusal and gap is counted somewhere in here.</summary>
/// <param name="Configuration">Which configuration is in use, and why not a newer one.</param>
/// <param name="Discovery">Which adapters there are and which were refused; null where the host gave them.</param>
/// <param name="Providers">In the order of configuration.</param>
/// <param name="Streams">Every stream that carried or was asked for data.</param>
/// <param name="Subscriptions">All that run.</param>
/// <param name="Totals">What the symbol stage counted.</param>
public sealed record GatewayStatus(
    ConfigurationStatus Configuration,
    DiscoveryOutcome? Discovery,
    ImmutableArray<ProviderHealthStatus> Providers,
    ImmutableArray<StreamSnapshot> Streams,
    ImmutableArray<SubscriptionStatus> Subscriptions,
    HubTotals Totals)
{
    /// <summary>Where the gateway is in its life.</summary>
    public GatewayPhase Phase { get; init; }

    /// <summary>When it was started; null before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What was measured, one for each of <see cref="Providers"/>.</summary>
    public ImmutableArray<ProviderHealthReport> Health { get; init; } = [];

    /// <summary>The fullest subscriber queue.</summary>
    public QueueHealth Queues { get; init; }

    /// <summary>Who stands in for whom.</summary>
    public ImmutableArray<FailoverGroupStatus> Groups { get; init; } = [];

    /// <summary>What alerts.</summary>
    public AlertsStatus Alerts { get; init; } = AlertsStatus.None;

    /// <summary>Whether the state of providers is being kept; null before the start.</summary>
    public StorageStatus? Storage { get; init; }

    /// <summary>
    /// Calls to subscribe that were refused, by cause: <c>invalid</c> for a wrong request, <c>not_served</c> where no provider offers it or has
    /// room for it, <c>ended</c> after the end, <c>failed</c> for whatever else.
    /// </summary>
    public ImmutableSortedDictionary<string, long> SubscribeRefusals { get; init; } = ImmutableSortedDictionary<string, long>.Empty;
}
