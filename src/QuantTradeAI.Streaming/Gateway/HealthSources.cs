using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Subscribers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>What health is measured of.</summary>
/// <param name="Fleet">The providers.</param>
/// <param name="Memory">What is kept of them.</param>
/// <param name="Config">What is asked of health now.</param>
/// <param name="Configuration">Which configuration is in use.</param>
/// <param name="Totals">What the symbols count.</param>
/// <param name="Subscriptions">Those that run.</param>
/// <param name="Groups">Who stands in for whom.</param>
/// <param name="Demote">Lets others take over from a provider where they can.</param>
internal sealed record HealthSources(
    ProviderFleet Fleet,
    ProviderMemory Memory,
    Func<StreamingHealthConfig> Config,
    Func<ConfigurationStatus> Configuration,
    Func<HubTotals> Totals,
    Func<ImmutableArray<SubscriptionStatus>> Subscriptions,
    Func<ImmutableArray<FailoverGroupStatus>> Groups,
    Action<ProviderId> Demote);
