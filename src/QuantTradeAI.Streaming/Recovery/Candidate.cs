namespace QuantTradeAI.Streaming.Recovery;

/// <summary>What a decision knows of one possible source.</summary>
/// <param name="Wellness">Whether it could be used.</param>
/// <param name="WellSince">Since when it is well without interruption; means nothing when it is not.</param>
internal readonly record struct Candidate(Wellness Wellness, DateTimeOffset WellSince = default)
{
    public bool IsWell => Wellness == Wellness.Well;
}
