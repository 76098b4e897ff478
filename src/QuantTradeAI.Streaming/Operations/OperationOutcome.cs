namespace QuantTradeAI.Streaming.Operations;

/// <summary>What came of an operator's command.</summary>
/// <param name="Result">In one word.</param>
/// <param name="Message">For people, in one sentence.</param>
public sealed record OperationOutcome(OperationResult Result, string Message);
