namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Coinbase Exchange's feed protocol on one connection.</summary>
internal sealed class CoinbaseSession(SimulatedVenue venue, SimulatedConnection connection, CoinbaseOptions options)
    : VenueSession(venue, connection)
{
    private const string Matches = "matches";
    private const string Ticker = "ticker";
    private const string Heartbeat = "heartbeat";
    private static readonly string[] BookChannels = ["level2", "level2_batch"];
    private static readonly string[] Channels = [Matches, Ticker, Heartbeat, .. BookChannels, "ticker_batch", "status", "full"];

    private readonly CoinbaseSubscriptions _held = new();
    private readonly InboundRate _inbound = new(options.MessagesPerSecond, TimeSpan.FromSeconds(1), venue.Time);
    private ITimer? _subscribeDeadline;
    private ITimer? _heartbeat;

    public override IReadOnlyList<string> Subscriptions => _held.Names;

    public override void Open()
    {
        _subscribeDeadline = Timer(
            () => Connection.Close(CloseCode.PolicyViolation, "No subscription in time"),
            options.SubscribeDeadline,
            Timeout.InfiniteTimeSpan);
        if (options.SendsOwnData)
            _heartbeat = Timer(Beat, options.HeartbeatInterval, options.HeartbeatInterval);
    }

    public override void OnRequest(byte[] message)
    {
        if (!_inbound.TryCount())
        {
            Fail(CoinbaseFrames.Error("ErrSlowRead"));
            Connection.Close(CloseCode.PolicyViolation, "ErrSlowRead");
            return;
        }
        try
        {
            Answer(CoinbaseRequest.Parse(message));
        }
        catch (FormatException e)
        {
            Fail(CoinbaseFrames.Error(e.Message));
        }
    }

    public override void OnTrade(SimulatedTrade trade)
    {
        if (_held.Holds(Matches, trade.Symbol))
            Connection.SendData(EncodeTrade(trade));
        if (_held.Holds(Ticker, trade.Symbol))
            Connection.SendData(CoinbaseFrames.Ticker(trade, trade.Quote));
    }

    public override void OnQuote(SimulatedQuote quote)
    {
        if (_held.Holds(Ticker, quote.Symbol))
            Connection.SendData(CoinbaseFrames.Ticker(Venue.FindMarket(quote.Symbol)!.LastTrade, quote));
    }

    public override void OnDepth(SimulatedDepth depth)
    {
        if (BookChannels.Any(channel => _held.Holds(channel, depth.Symbol)))
            Connection.SendData(CoinbaseFrames.Update(depth));
    }

    public override bool TakesTrades(string symbol) => _held.Holds(Matches, symbol);

    public override byte[] EncodeTrade(SimulatedTrade trade) => CoinbaseFrames.Match(trade);

    public override FloodFormat FloodFormat => new(
        ["\"trade_id\":"u8.ToArray(), "\"sequence\":"u8.ToArray()],
        ["\"time\":\""u8.ToArray()],
        time => Json.Utf8($"{Json.IsoMicroseconds(time)}"));

    public override void Dispose()
    {
        _subscribeDeadline?.Dispose();
        _heartbeat?.Dispose();
    }

    private void Answer(CoinbaseRequest request)
    {
        if (request.Subscribes)
        {
            Subscribe(request);
            return;
        }
        foreach (var (channel, products) in request.Channels)
            _held.Remove(channel, products);
        Connection.SendAck(_held.Echo());
    }

    private void Subscribe(CoinbaseRequest request)
    {
        if (Objection(request) is { } objection)
        {
            Fail(CoinbaseFrames.SubscribeError(objection));
            return;
        }

        _subscribeDeadline?.Dispose();
        var added = request.Channels
            .SelectMany(asked => asked.Products.Select(product => (asked.Channel, Product: product)))
            .Where(pair => _held.Add(pair.Channel, pair.Product))
            .ToList();
        Connection.SendAck(_held.Echo());
        if (options.SendsOwnData)
            added.ForEach(pair => Greet(pair.Channel, Venue.FindMarket(pair.Product)!));
    }

    private string? Objection(CoinbaseRequest request)
    {
        if (request.Channels.FirstOrDefault(asked => !Channels.Contains(asked.Channel)).Channel is { } channel)
            return $"{channel} is not a valid channel";

        var unknown = request.Channels.SelectMany(asked => asked.Products).FirstOrDefault(product => Venue.FindMarket(product) is null);
        return unknown is null ? null : $"{unknown} is not a valid product";
    }

    private void Greet(string channel, SymbolMarket market)
    {
        switch (channel)
        {
            case Matches:
                Connection.SendData(CoinbaseFrames.Match(market.LastTrade, "last_match"));
                break;
            case Ticker:
                Connection.SendData(CoinbaseFrames.Ticker(market.LastTrade, market.Quote(Venue.Now)));
                break;
            case var book when BookChannels.Contains(book):
                Connection.SendData(CoinbaseFrames.Snapshot(market.Symbol.Name, market.Snapshot(OrderBook.Depth)));
                break;
        }
    }

    private void Beat()
    {
        foreach (var market in _held.Products(Heartbeat).Select(product => Venue.FindMarket(product)!))
            Connection.SendHeartbeat(CoinbaseFrames.Heartbeat(market.LastTrade, market.Quote(Venue.Now)));
    }

    private void Fail(byte[] error)
    {
        Venue.CountViolation();
        Connection.SendControl(error);
    }
}
