namespace QuantTradeAI.Cluster;

/// <summary>What an operator asks of a provider.</summary>
/// <param name="Operation"><c>isolate</c>, <c>release</c>, <c>reconnect</c> or <c>failover</c>.</param>
/// <param name="Reason">Why, for logs and status; may be null.</param>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.OperationRequest")]
public sealed record OperationRequest([property: Id(0)] string Operation, [property: Id(1)] string? Reason);
