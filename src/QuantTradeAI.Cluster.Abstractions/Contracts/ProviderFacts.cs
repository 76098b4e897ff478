using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster;

/// <summary>What a symbol must know of a provider to number its events.</summary>
/// <param name="TradeIds">What its trade ids tell.</param>
/// <param name="Venue">Whose trade ids they are.</param>
/// <param name="Offers">The kinds that it serves.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.ProviderFacts")]
public sealed record ProviderFacts([property: Id(0)] TradeIdRule TradeIds, [property: Id(1)] string Venue, [property: Id(2)] DataTypes Offers);
