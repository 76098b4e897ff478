using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster;

/// <summary>What is wanted of one symbol.</summary>
/// <param name="Symbol">The canonical symbol.</param>
/// <param name="DataTypes">The kinds.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.WantedSymbol")]
public sealed record WantedSymbol([property: Id(0)] string Symbol, [property: Id(1)] DataTypes DataTypes);
