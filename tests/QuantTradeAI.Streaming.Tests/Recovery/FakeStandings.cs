using System.Collections.Concurrent;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Recovery;

namespace QuantTradeAI.Streaming.Tests.Recovery;

/// <summary>How providers stand, as a test says.</summary>
internal sealed class FakeStandings(TimeProvider clock) : IProviderStandings
{
    private readonly ConcurrentDictionary<ProviderId, ProviderStanding> _known = new();

    public ProviderStanding Of(ProviderId provider) =>
        _known.GetValueOrDefault(provider, new ProviderStanding(IsUsable: true, DateTimeOffset.MinValue, null));

    public void Set(ProviderId provider, bool isUsable, string reason = "its circuit is open") =>
        _known[provider] = new ProviderStanding(isUsable, clock.GetUtcNow(), isUsable ? null : reason);
}
