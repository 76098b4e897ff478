using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;
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
    HubTotals Totals);
