namespace QuantTradeAI.Streaming.Simulator;

/// <summary>The example venue's protocol on one connection.</summary>
internal sealed class ExampleSession(SimulatedVenue venue, SimulatedConnection connection, ExampleOptions options)
    : VenueSession(venue, connection)
{
    private readonly ExampleSubscriptions _held = new();
    private readonly InboundRate _inbound = new(options.RequestsPerMinute, TimeSpan.FromMinutes(1), venue.Time);
    private ITimer? _heartbeat;

    public override IReadOnlyList<string> Subscriptions => _held.Names;

    public override void Open() => _heartbeat = Timer(Beat, options.HeartbeatInterval, options.HeartbeatInterval);

    public override void OnRequest(byte[] message)
    {
        var isOneTooMany = !_inbound.TryCount();
        try
        {
            var request = ExampleRequest.Parse(message);
            if (isOneTooMany)
                throw new ExampleErrorException(request.Id, "too many requests");
            Answer(request);
        }
        catch (ExampleErrorException e)
        {
            Venue.CountViolation();
            Connection.SendControl(ExampleFrames.Error(e));
        }
    }

    public override void OnTrade(SimulatedTrade trade)
    {
        var messages = new List<string>();
        if (_held.Holds(ExampleSubscriptions.Trades, trade.Symbol))
            messages.Add(ExampleFrames.Trade(trade));
        if (_held.Holds(ExampleSubscriptions.Quotes, trade.Symbol))
            messages.Add(ExampleFrames.Quote(trade.Quote));
        if (messages.Count > 0)
            Connection.SendData(ExampleFrames.Array(messages));
    }

    public override void OnQuote(SimulatedQuote quote)
    {
        if (_held.Holds(ExampleSubscriptions.Quotes, quote.Symbol))
            Connection.SendData(ExampleFrames.Array(ExampleFrames.Quote(quote)));
    }

    public override void OnDepth(SimulatedDepth depth)
    {
        if (_held.Holds(ExampleSubscriptions.OrderBook, depth.Symbol))
            Connection.SendData(ExampleFrames.Array(ExampleFrames.Update(depth)));
    }

    public override bool TakesTrades(string symbol) => _held.Holds(ExampleSubscriptions.Trades, symbol);

    public override byte[] EncodeTrade(SimulatedTrade trade) => ExampleFrames.Array(ExampleFrames.Trade(trade));

    public override FloodFormat FloodFormat => new(
        ["\"id\":"u8.ToArray()],
        ["\"time\":"u8.ToArray()],
        time => Json.Utf8($"{ExampleFrames.Time(time)}"));

    public override void Dispose() => _heartbeat?.Dispose();

    private void Answer(ExampleRequest request)
    {
        if (request.Channels.Count > options.ChannelsPerRequest)
            throw new ExampleErrorException(request.Id, $"more than {options.ChannelsPerRequest} channels in a request");
        if (request.Subscribes)
        {
            Subscribe(request);
            return;
        }

        _held.Remove(request.Channels);
        Connection.SendAck(ExampleFrames.Acknowledgement(request.Id));
    }

    private void Subscribe(ExampleRequest request)
    {
        if (request.Channels.FirstOrDefault(asked => Venue.FindMarket(asked.Symbol) is null).Symbol is { } unknown)
            throw new ExampleErrorException(request.Id, "unknown symbol", unknown);
        if (_held.CountWith(request.Channels) > options.SubscriptionsPerConnection)
            throw new ExampleErrorException(request.Id, $"more than {options.SubscriptionsPerConnection} subscriptions on a connection");

        var added = _held.Add(request.Channels);
        Connection.SendAck(ExampleFrames.Acknowledgement(request.Id));
        foreach (var (_, symbol) in added.Where(one => one.Channel == ExampleSubscriptions.OrderBook))
            Connection.SendData(ExampleFrames.Array(ExampleFrames.Snapshot(symbol, Venue.FindMarket(symbol)!.Snapshot(OrderBook.Depth), Venue.Now)));
    }

    private void Beat()
    {
        var beats = _held.Symbols.Select(symbol => ExampleFrames.Heartbeat(Venue.FindMarket(symbol)!.LastTrade)).ToList();
        if (beats.Count > 0)
            Connection.SendHeartbeat(ExampleFrames.Array(beats));
    }
}
