using System.Collections.Concurrent;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Recovery;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>How providers stand, as their owners have told.</summary>
internal sealed class RemoteStandings(ConcurrentDictionary<ProviderId, RemoteProvider> providers) : IProviderStandings
{
    public ProviderStanding Of(ProviderId provider) =>
        providers.TryGetValue(provider, out var remote) && remote.Report is { } report
            ? new ProviderStanding(report.IsUsable, report.Since, report.Reason)
            : new ProviderStanding(true, default, null);
}
