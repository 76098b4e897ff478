namespace QuantTradeAI.Streaming.Simulator;

/// <summary>
/// A book of <see cref="Depth"/> levels a side, one tick apart, whose best bid walks at random. Prices are counted in ticks.
/// Every change of a level takes one update id.
/// </summary>
internal sealed class OrderBook
{
    public const int Depth = 20;
    private const int MaxSteps = 5000;

    private readonly Random _random;
    private readonly SortedDictionary<long, int> _bids = [];
    private readonly SortedDictionary<long, int> _asks = [];
    private readonly Dictionary<(TradeSide Side, long Ticks), int> _changes = [];
    private long _publishedId;

    public OrderBook(long bestBid, long firstUpdateId, Random random)
    {
        _random = random;
        BestBid = bestBid;
        UpdateId = firstUpdateId;
        for (var i = 0; i < Depth; i++)
        {
            Set(TradeSide.Buy, BestBid - i, NextSize());
            Set(TradeSide.Sell, BestAsk + i, NextSize());
        }
        TakeChanges();
    }

    public long UpdateId { get; private set; }

    public long BestBid { get; private set; }

    public long BestAsk => BestBid + 1;

    public int BestBidSize => _bids[BestBid];

    public int BestAskSize => _asks[BestAsk];

    public IEnumerable<KeyValuePair<long, int>> Bids => _bids.Reverse();

    public IEnumerable<KeyValuePair<long, int>> Asks => _asks;

    public bool HasChanges => _changes.Count > 0;

    /// <summary>Moves the best bid by a tick or not at all, and changes both best sizes.</summary>
    public void Step()
    {
        var move = _random.Next(4) switch { 0 => -1, 1 => 1, _ => 0 };
        if (move < 0 && BestBid <= 2 * Depth)
            move = 1;
        if (move != 0)
            Shift(move);
        Set(TradeSide.Buy, BestBid, NextSize());
        Set(TradeSide.Sell, BestAsk, NextSize());
    }

    /// <summary>The changes since the last call and the ids they took, first and last.</summary>
    public (long First, long Last, List<(TradeSide Side, long Ticks, int Size)> Levels) TakeChanges()
    {
        var taken = (_publishedId + 1, UpdateId, _changes.Select(change => (change.Key.Side, change.Key.Ticks, change.Value)).ToList());
        _changes.Clear();
        _publishedId = UpdateId;
        return taken;
    }

    public int NextSize() => _random.Next(1, MaxSteps);

    private void Shift(int move)
    {
        var (leavingBid, leavingAsk) = move > 0 ? (BestBid - Depth + 1, BestAsk) : (BestBid, BestAsk + Depth - 1);
        var (newBid, newAsk) = move > 0 ? (BestBid + 1, BestAsk + Depth) : (BestBid - Depth, BestAsk - 1);
        Set(TradeSide.Buy, leavingBid, 0);
        Set(TradeSide.Sell, leavingAsk, 0);
        Set(TradeSide.Buy, newBid, NextSize());
        Set(TradeSide.Sell, newAsk, NextSize());
        BestBid += move;
    }

    private void Set(TradeSide side, long ticks, int size)
    {
        var levels = side == TradeSide.Buy ? _bids : _asks;
        if (size == 0)
            levels.Remove(ticks);
        else
            levels[ticks] = size;
        _changes[(side, ticks)] = size;
        UpdateId++;
    }
}
