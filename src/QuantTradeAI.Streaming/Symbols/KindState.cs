using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>The numbering of one kind in one stream.</summary>
internal struct KindState
{
    /// <summary>The last number given.</summary>
    public long Sequence;

    /// <summary>Why events may be missing since the last one of this kind; none when there is no doubt.</summary>
    public GapReason Doubt;
}
