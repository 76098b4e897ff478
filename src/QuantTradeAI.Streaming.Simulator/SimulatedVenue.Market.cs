namespace QuantTradeAI.Streaming.Simulator;

public sealed partial class SimulatedVenue
{
    /// <summary>Makes the next trade of <paramref name="symbol"/> and sends it to all who hold its channel.</summary>
    /// <exception cref="ArgumentException">The venue does not trade the symbol.</exception>
    public SimulatedTrade PublishTrade(string symbol) => Publish(symbol, market =>
    {
        var trade = market.NextTrade(Now);
        _lastTraded = market;
        if (HoldForReorder(trade))
            return trade;

        Broadcast(trade);
        ReleaseReordered(trade);
        return trade;
    });

    /// <summary>Makes the next best bid and ask of <paramref name="symbol"/> and sends it to all who hold its channel.</summary>
    /// <exception cref="ArgumentException">The venue does not trade the symbol.</exception>
    public SimulatedQuote PublishQuote(string symbol) => Publish(symbol, market =>
    {
        var quote = market.NextQuote(Now);
        foreach (var connection in _connections)
            connection.Session.OnQuote(quote);
        return quote;
    });

    /// <summary>Sends what has changed in the book of <paramref name="symbol"/> since the last time, at least one level.</summary>
    /// <exception cref="ArgumentException">The venue does not trade the symbol.</exception>
    public SimulatedDepth PublishDepth(string symbol) => Publish(symbol, market =>
    {
        var depth = market.NextDepth(Now);
        foreach (var connection in _connections)
            connection.Session.OnDepth(depth);
        return depth;
    });

    /// <summary>
    /// Publishes events of all symbols, chosen from the seed, until cancelled; then it ends without an error. What is due is
    /// published every 10 ms of the simulator's time.
    /// </summary>
    /// <returns>How many events were published.</returns>
    public async Task<long> RunMarketAsync(MarketPace pace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pace);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pace.EventsPerSecond);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), Time);
        var start = Time.GetTimestamp();
        var published = 0L;
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                var due = pace.DueAfter(Time.GetElapsedTime(start));
                for (; published < due; published++)
                {
                    if (ending.IsCancellationRequested)
                        return published;
                    PublishAny(pace);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        return published;
    }

    private void PublishAny(MarketPace pace)
    {
        var (symbol, kind, depth) = Within(()
            => (_protocol.Symbols[_random.Next(_protocol.Symbols.Count)].Name, _random.NextDouble(), _random.Next(10) == 0));
        if (kind < pace.TradeShare)
            PublishTrade(symbol);
        else if (depth)
            PublishDepth(symbol);
        else
            PublishQuote(symbol);
    }

    private T Publish<T>(string symbol, Func<SymbolMarket, T> publish)
    {
        lock (_gate)
        {
            var published = publish(Market(symbol));
            EventsPublished++;
            _signal.Changed();
            return published;
        }
    }

    private void Broadcast(SimulatedTrade trade)
    {
        foreach (var connection in _connections)
            connection.Session.OnTrade(trade);
    }

    private SymbolMarket Market(string symbol) => FindMarket(symbol)
        ?? throw new ArgumentException($"{Name} trades {string.Join(", ", _markets.Keys)}, not {symbol}", nameof(symbol));
}
