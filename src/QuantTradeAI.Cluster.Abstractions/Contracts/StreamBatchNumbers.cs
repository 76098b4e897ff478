namespace QuantTradeAI.Cluster;

/// <summary>For each kind of a stream the number of a batch, <see cref="StreamBatch.Number"/>; 0 where there was none.</summary>
/// <param name="Trades">Of trades.</param>
/// <param name="Quotes">Of quotes.</param>
/// <param name="Books">Of book events.</param>
/// <param name="Statuses">Of the statuses alone.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.StreamBatchNumbers")]
public sealed record StreamBatchNumbers(
    [property: Id(0)] long Trades,
    [property: Id(1)] long Quotes,
    [property: Id(2)] long Books,
    [property: Id(3)] long Statuses);
