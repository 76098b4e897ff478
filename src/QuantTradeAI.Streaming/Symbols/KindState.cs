namespace QuantTradeAI.Streaming.Symbols;

/// <summary>The numbering of one kind in one stream.</summary>
internal struct KindState
{
    /// <summary>The last number given.</summary>
    public long Sequence;

    /// <summary>Whether the source was disconnected since the last event of this kind.</summary>
    public bool Disconnected;
}
