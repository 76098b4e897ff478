namespace QuantTradeAI.Streaming.Http.Verdicts;

/// <summary>Whether the gateway can be used.</summary>
/// <param name="Status"><c>ready</c> or <c>not_ready</c>.</param>
/// <param name="Checks">What was looked at.</param>
internal sealed record ReadinessBody(string Status, IReadOnlyList<ReadinessCheck> Checks);

/// <summary>One thing that was looked at.</summary>
/// <param name="Name"><c>running</c>, <c>configuration</c>, or <c>provider:</c> and its name.</param>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Detail">For people.</param>
internal sealed record ReadinessCheck(string Name, bool Ok, string Detail);
