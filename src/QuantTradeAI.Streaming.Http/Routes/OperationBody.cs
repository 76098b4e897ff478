namespace QuantTradeAI.Streaming.Http.Routes;

/// <summary>What came of a command.</summary>
/// <param name="Provider">With whom.</param>
/// <param name="Operation">What.</param>
/// <param name="Result"><c>done</c> or <c>already_so</c>.</param>
/// <param name="Message">For people.</param>
internal sealed record OperationBody(string Provider, string Operation, string Result, string Message);
