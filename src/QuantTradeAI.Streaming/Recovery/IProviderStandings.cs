using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>How providers stand, apart from any symbol. Asked under a symbol's lock: answers at once, without locks of its own.</summary>
public interface IProviderStandings
{
    /// <summary>One provider; usable since ever when it is not known.</summary>
    ProviderStanding Of(ProviderId provider);
}
