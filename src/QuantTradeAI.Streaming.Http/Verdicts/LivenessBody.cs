namespace QuantTradeAI.Streaming.Http.Verdicts;

/// <summary>This process answers.</summary>
/// <param name="Status">Always <c>alive</c>.</param>
internal sealed record LivenessBody(string Status)
{
    public static LivenessBody Alive { get; } = new("alive");
}
