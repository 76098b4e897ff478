namespace QuantTradeAI.Streaming.Symbols;

/// <summary>What a trade's id says about it.</summary>
internal enum TradeIdOutcome : byte
{
    /// <summary>It follows, as far as ids tell.</summary>
    Next,

    /// <summary>It fills a hole that was announced.</summary>
    Late,

    /// <summary>It was seen before.</summary>
    Duplicate,

    /// <summary>Trades are missing before it.</summary>
    Gap,

    /// <summary>The venue numbers anew, or nobody can tell how many are missing.</summary>
    Unknown,
}

/// <summary>A <see cref="TradeIdTracker"/>'s answer.</summary>
/// <param name="Outcome">What the id says.</param>
/// <param name="FirstMissing">First missing id; only in a gap.</param>
/// <param name="LastMissing">Last missing id; only in a gap.</param>
/// <param name="Exact">Whether the ids prove how many trades are missing just before this one: none, or the gap's.</param>
internal readonly record struct TradeVerdict(TradeIdOutcome Outcome, long FirstMissing = 0, long LastMissing = 0, bool Exact = false)
{
    public long Missing => Outcome == TradeIdOutcome.Gap ? LastMissing - FirstMissing + 1 : 0;
}
