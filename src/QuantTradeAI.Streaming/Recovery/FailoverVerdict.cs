namespace QuantTradeAI.Streaming.Recovery;

/// <summary>What came of a decision.</summary>
/// <param name="Chosen">The index of the source.</param>
/// <param name="IsPanic">Whether no candidate is well, one at least is unwell, and nobody is waited for who has told nothing yet.</param>
/// <param name="FailbackAt">When a better one than the chosen is going to be used, if it stays well; null when none is coming back.</param>
/// <param name="ReviewAt">When time alone may change the decision; null when it cannot.</param>
internal readonly record struct FailoverVerdict(int Chosen, bool IsPanic, DateTimeOffset? FailbackAt, DateTimeOffset? ReviewAt)
{
    /// <summary>Whether no candidate is well and one at least is unwell, be it that another is still waited for.</summary>
    public bool IsWithout { get; init; }
}
