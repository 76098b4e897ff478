namespace QuantTradeAI.Streaming.MarketData;

/// <summary>What is special about one event.</summary>
[Flags]
public enum EventFlags : byte
{
    /// <summary>Nothing: a live event.</summary>
    None = 0,

    /// <summary>The last value known when the subscription began (or the venue's own last value, or a status that a full queue had lost, told again); no live event.</summary>
    LastKnown = 1,

    /// <summary>It came after a later one of its venue, and fills a hole that a gap had announced.</summary>
    Late = 2,

    /// <summary>A book event that replaces the book.</summary>
    Snapshot = 4,
}
