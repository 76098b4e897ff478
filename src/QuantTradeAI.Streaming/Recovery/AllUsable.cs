using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>Every provider is usable since ever.</summary>
internal sealed class AllUsable : IProviderStandings
{
    public ProviderStanding Of(ProviderId provider) => new(IsUsable: true, DateTimeOffset.MinValue, Reason: null);
}
