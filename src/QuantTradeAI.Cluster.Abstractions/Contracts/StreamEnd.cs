namespace QuantTradeAI.Cluster;

/// <summary>The last sequence number of each kind that a symbol's owner gave in a stream; 0 where it gave none.</summary>
/// <param name="Epoch">The epoch of that owner's numbering.</param>
/// <param name="Trades">Of trades.</param>
/// <param name="Quotes">Of quotes.</param>
/// <param name="Books">Of book events.</param>
/// <param name="Statuses">Of statuses.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.StreamEnd")]
public sealed record StreamEnd(
    [property: Id(0)] long Epoch,
    [property: Id(1)] long Trades,
    [property: Id(2)] long Quotes,
    [property: Id(3)] long Books,
    [property: Id(4)] long Statuses);
