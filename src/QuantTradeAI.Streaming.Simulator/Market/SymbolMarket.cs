namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The seeded random walk of one symbol, with its numberings. Not thread-safe.</summary>
internal sealed class SymbolMarket
{
    private const long FirstTradeId = 1_000_000_000;
    private const long FirstAggregateId = 500_000_000;
    private const long FirstUpdateId = 10_000_000_000;
    private const long FirstDepthNumber = 3_000_000;
    private const long FirstSequence = 30_000_000_000;

    private readonly NumberText _text;
    private readonly Random _random;
    private readonly OrderBook _book;
    private long _tradeId = FirstTradeId;
    private long _aggregateId = FirstAggregateId;
    private long _depthNumber = FirstDepthNumber;
    private long _sequence = FirstSequence;

    public SymbolMarket(SimulatedSymbol symbol, int seed, NumberText text, DateTimeOffset now)
    {
        Symbol = symbol;
        _text = text;
        _random = new Random(seed);
        _book = new OrderBook(decimal.ToInt64(symbol.Price / symbol.Tick), FirstUpdateId, _random);
        LastTrade = NextTrade(now);
    }

    public SimulatedSymbol Symbol { get; }

    public SimulatedTrade LastTrade { get; private set; }

    /// <summary>The best bid and ask as they are, without a new event.</summary>
    public SimulatedQuote Quote(DateTimeOffset now) => new(
        Symbol.Name,
        Price(_book.BestBid),
        Size(_book.BestBidSize),
        Price(_book.BestAsk),
        Size(_book.BestAskSize),
        _book.UpdateId,
        _sequence,
        now);

    public SimulatedTrade NextTrade(DateTimeOffset now)
    {
        _book.Step();
        _sequence++;
        var side = _random.Next(2) == 0 ? TradeSide.Buy : TradeSide.Sell;
        var price = Price(side == TradeSide.Buy ? _book.BestAsk : _book.BestBid);
        LastTrade = new SimulatedTrade(Symbol.Name, _tradeId++, _aggregateId++, price, Size(_book.NextSize()), side, now, Quote(now));
        return LastTrade;
    }

    public SimulatedQuote NextQuote(DateTimeOffset now)
    {
        _book.Step();
        _sequence++;
        return Quote(now);
    }

    public SimulatedDepth NextDepth(DateTimeOffset now)
    {
        if (!_book.HasChanges)
            _book.Step();
        _sequence++;
        var (first, last, levels) = _book.TakeChanges();
        return new SimulatedDepth(Symbol.Name, first, last, ++_depthNumber, [.. levels.Select(level => Level(level.Side, level.Ticks, level.Size))], now);
    }

    public BookSnapshot Snapshot(int limit) => new(
        _book.UpdateId,
        _depthNumber,
        [.. _book.Bids.Take(limit).Select(level => Level(TradeSide.Buy, level.Key, level.Value))],
        [.. _book.Asks.Take(limit).Select(level => Level(TradeSide.Sell, level.Key, level.Value))]);

    /// <summary>Trades that happen without being made one by one; the last of them is the last trade.</summary>
    public void TakeTradeRun(long count)
    {
        SkipTradeIds(count);
        LastTrade = LastTrade with { Id = _tradeId - 1 };
    }

    public void SkipTradeIds(long count)
    {
        _tradeId += count;
        _sequence += count;
    }

    private SimulatedLevel Level(TradeSide side, long ticks, int size) => new(side, Price(ticks), Size(size));

    private string Price(long ticks) => _text.Price(ticks * Symbol.Tick, Symbol.Tick);

    private string Size(int steps) => _text.Size(steps * Symbol.SizeStep);
}
