using System.Collections.Immutable;

namespace QuantTradeAI.Cluster;

/// <summary>All that one silo's symbols want of a provider.</summary>
/// <param name="Silo">The silo, as Orleans writes its address.</param>
/// <param name="Number">Grows with each change; an older one never replaces a newer one.</param>
/// <param name="Symbols">What is wanted.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.WantedBySilo")]
public sealed record WantedBySilo([property: Id(0)] string Silo, [property: Id(1)] long Number, [property: Id(2)] ImmutableArray<WantedSymbol> Symbols);
