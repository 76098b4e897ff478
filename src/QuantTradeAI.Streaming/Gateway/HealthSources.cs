using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>What health is measured of.</summary>
/// <param name="Fleet">The providers.</param>
/// <param name="Memory">What is kept of them.</param>
/// <param name="Config">What is asked of health now.</param>
/// <param name="Configuration">Which configuration is in use.</param>
/// <param name="Counters">What the symbols count of each provider.</param>
/// <param name="Queues">How full the subscribers' queues are.</param>
/// <param name="Groups">Who stands in for whom.</param>
/// <param name="Demote">Lets others take over from a provider where they can.</param>
internal sealed record HealthSources(
    ProviderFleet Fleet,
    ProviderMemory Memory,
    Func<StreamingHealthConfig> Config,
    Func<ConfigurationStatus> Configuration,
    Func<ImmutableDictionary<ProviderId, StreamCounters>> Counters,
    Func<QueueHealth> Queues,
    Func<ImmutableArray<FailoverGroupStatus>> Groups,
    Action<ProviderId> Demote);
