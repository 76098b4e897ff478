using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.MarketData;

/// <summary>The levels of one book event.</summary>
/// <param name="Bids">Best first in a snapshot, in the venue's order in an update.</param>
/// <param name="Asks">Best first in a snapshot, in the venue's order in an update.</param>
/// <param name="FirstUpdateId">The venue's first update number in this event; 0 when it has none.</param>
/// <param name="LastUpdateId">The venue's last update number in this event; 0 when it has none.</param>
public sealed record BookLevels(ImmutableArray<BookLevel> Bids, ImmutableArray<BookLevel> Asks, long FirstUpdateId = 0, long LastUpdateId = 0);
