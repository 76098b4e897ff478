namespace QuantTradeAI.Streaming.Health;

/// <summary>A threshold that a measurement does not keep.</summary>
/// <param name="Rule">One of the names in <see cref="ThresholdRules"/>.</param>
/// <param name="Value">What was measured, in seconds, events, or a rate per second.</param>
/// <param name="Limit">The threshold, in the same unit.</param>
/// <param name="Message">For people.</param>
internal sealed record Breach(string Rule, double Value, double Limit, string Message);
