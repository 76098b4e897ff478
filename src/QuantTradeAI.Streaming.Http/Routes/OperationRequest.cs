namespace QuantTradeAI.Streaming.Http.Routes;

/// <summary>The body of a command; may be left out.</summary>
/// <param name="Reason">Why, for the log and the status.</param>
internal sealed record OperationRequest(string? Reason = null);
