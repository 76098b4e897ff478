using System.Runtime.InteropServices;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>What one stream counted since it began.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct StreamCounters
{
    /// <summary>Numbered trades.</summary>
    public long Trades;

    /// <summary>Numbered quotes.</summary>
    public long Quotes;

    /// <summary>Numbered book events.</summary>
    public long Books;

    /// <summary>Statuses, gaps among them.</summary>
    public long Statuses;

    /// <summary>Last values that the venue told; outside the numbering.</summary>
    public long LastKnown;

    /// <summary>Trades seen before, not published.</summary>
    public long DuplicateTrades;

    /// <summary>Quotes no newer than one before them, not published.</summary>
    public long DuplicateQuotes;

    /// <summary>Gaps announced, by reason.</summary>
    public GapCounts GapsByReason;

    /// <summary>Events known to be missing that did not come late. Gaps of unknown length add nothing.</summary>
    public long Lost;

    /// <summary>Trades that came late and filled an announced hole.</summary>
    public long Late;

    /// <summary>Gaps announced, of any reason.</summary>
    public readonly long Gaps => GapsByReason.Total;

    /// <summary>Trades, quotes and book events.</summary>
    public readonly long Events => Trades + Quotes + Books;

    /// <summary>Adds up, kind by kind.</summary>
    public static StreamCounters operator +(in StreamCounters left, in StreamCounters right) => new()
    {
        Trades = left.Trades + right.Trades,
        Quotes = left.Quotes + right.Quotes,
        Books = left.Books + right.Books,
        Statuses = left.Statuses + right.Statuses,
        LastKnown = left.LastKnown + right.LastKnown,
        DuplicateTrades = left.DuplicateTrades + right.DuplicateTrades,
        DuplicateQuotes = left.DuplicateQuotes + right.DuplicateQuotes,
        GapsByReason = left.GapsByReason + right.GapsByReason,
        Lost = left.Lost + right.Lost,
        Late = left.Late + right.Late,
    };
}
