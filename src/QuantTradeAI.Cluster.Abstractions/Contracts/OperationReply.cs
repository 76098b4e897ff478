namespace QuantTradeAI.Cluster;

/// <summary>What came of it.</summary>
/// <param name="Result"><c>done</c>, <c>already_so</c>, <c>not_possible</c> or <c>unknown_provider</c>.</param>
/// <param name="Message">A sentence for people.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.OperationReply")]
public sealed record OperationReply([property: Id(0)] string Result, [property: Id(1)] string Message);
