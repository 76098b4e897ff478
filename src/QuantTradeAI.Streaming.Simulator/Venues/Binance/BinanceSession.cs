using System.Text.Json;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Binance's stream protocol on one connection.</summary>
internal sealed class BinanceSession : VenueSession
{
    private readonly BinanceOptions _options;
    private readonly BinanceStreams _streams;
    private readonly BinancePings _pings;
    private readonly InboundRate _inbound;
    private readonly bool _microseconds;
    private readonly List<ITimer> _timers = [];
    private bool _combined;

    public BinanceSession(SimulatedVenue venue, SimulatedConnection connection, BinanceOptions options, BinanceTarget target)
        : base(venue, connection)
    {
        _options = options;
        _streams = new BinanceStreams(target.Streams);
        _combined = target.Combined;
        _microseconds = target.Microseconds;
        _pings = new BinancePings(venue.Time, options.PongTimeout);
        _inbound = new InboundRate(options.MessagesPerSecond, TimeSpan.FromSeconds(1), venue.Time);
    }

    public override IReadOnlyList<string> Subscriptions => _streams.Names;

    public override void Open()
    {
        _timers.Add(Timer(Ping, _options.PingInterval, _options.PingInterval));
        _timers.Add(Timer(() => Connection.Close(CloseCode.GoingAway, "Lifetime reached"), _options.Lifetime, Timeout.InfiniteTimeSpan));
    }

    public override void OnRequest(byte[] message)
    {
        if (!CountInbound())
            return;
        try
        {
            Answer(BinanceRequest.Parse(message));
        }
        catch (BinanceRequestException e)
        {
            Venue.CountViolation();
            Connection.SendControl(e.Answer);
        }
    }

    public override void OnPing() => CountInbound();

    public override void OnPong(byte[] payload)
    {
        if (CountInbound())
            _pings.OnPong(payload);
    }

    public override void OnTrade(SimulatedTrade trade)
    {
        var symbol = trade.Symbol.ToLowerInvariant();
        if (_streams.Contains(symbol + "@trade"))
            Connection.SendData(EncodeTrade(trade));
        if (_streams.Contains(symbol + "@aggTrade"))
            Connection.SendData(BinanceFrames.AggregateTrade(trade, Wrapping(symbol + "@aggTrade"), _microseconds));
    }

    public override void OnQuote(SimulatedQuote quote)
    {
        var stream = quote.Symbol.ToLowerInvariant() + "@bookTicker";
        if (_streams.Contains(stream))
            Connection.SendData(BinanceFrames.BookTicker(quote, Wrapping(stream)));
    }

    public override void OnDepth(SimulatedDepth depth)
    {
        var symbol = depth.Symbol.ToLowerInvariant();
        foreach (var stream in new[] { symbol + "@depth", symbol + "@depth@100ms" }.Where(_streams.Contains))
            Connection.SendData(BinanceFrames.DepthUpdate(depth, Wrapping(stream), _microseconds));
        foreach (var levels in new[] { 5, 10, 20 })
        {
            foreach (var stream in new[] { $"{symbol}@depth{levels}", $"{symbol}@depth{levels}@100ms" }.Where(_streams.Contains))
                Connection.SendData(BinanceFrames.Book(Venue.FindMarket(depth.Symbol)!.Snapshot(levels), Wrapping(stream)));
        }
    }

    public override void OnServerShutdown()
        => Connection.SendControl(BinanceFrames.ServerShutdown(Venue.Now, _combined, _microseconds));

    public override bool TakesTrades(string symbol) => _streams.Contains(symbol.ToLowerInvariant() + "@trade");

    public override byte[] EncodeTrade(SimulatedTrade trade)
        => BinanceFrames.Trade(trade, Wrapping(trade.Symbol.ToLowerInvariant() + "@trade"), _microseconds);

    public override FloodFormat FloodFormat => new(
        ["\"t\":"u8.ToArray()],
        ["\"E\":"u8.ToArray(), "\"T\":"u8.ToArray()],
        time => Json.Utf8($"{BinanceFrames.Time(time, _microseconds)}"));

    public override void Dispose() => _timers.ForEach(timer => timer.Dispose());

    private string? Wrapping(string stream) => _combined ? stream : null;

    private void Ping()
    {
        if (_pings.IsOverdue)
            Connection.Close(CloseCode.PolicyViolation, "Pong timeout");
        else
            Connection.SendPing(_pings.Next());
    }

    private bool CountInbound()
    {
        if (_inbound.TryCount())
            return true;

        Venue.CountViolation();
        Connection.Close(CloseCode.PolicyViolation, "Too many requests");
        return false;
    }

    private void Answer(BinanceRequest request)
    {
        switch (request.Method)
        {
            case BinanceMethod.Subscribe:
                var added = StreamsOf(request);
                if (_streams.CountWith(added) > _options.StreamsPerConnection)
                    throw BinanceRequestException.TooManyParameters;
                added.ForEach(_streams.Add);
                SendResult(request, "null");
                break;
            case BinanceMethod.Unsubscribe:
                StreamsOf(request).ForEach(_streams.Remove);
                SendResult(request, "null");
                break;
            case BinanceMethod.ListSubscriptions:
                SendResult(request, Json.Strings(_streams.Names));
                break;
            case BinanceMethod.SetProperty:
                _combined = ValueOf(request);
                SendResult(request, "null");
                break;
            case BinanceMethod.GetProperty:
                CheckProperty(request, parameters: 1);
                SendResult(request, Json.Bool(_combined));
                break;
        }
    }

    private void SendResult(BinanceRequest request, string result)
        => Connection.SendAck(Json.Utf8($$"""{"result":{{result}},"id":{{request.Id}}}"""));

    private static List<string> StreamsOf(BinanceRequest request) => request.Params.All(item => item.ValueKind == JsonValueKind.String)
        ? [.. request.Params.Select(item => item.GetString()!)]
        : throw BinanceRequestException.Invalid("stream name must be a string");

    private static bool ValueOf(BinanceRequest request)
    {
        CheckProperty(request, parameters: 2);
        return request.Params.ElementAtOrDefault(1).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw new BinanceRequestException(1, "Invalid value type: expected Boolean"),
        };
    }

    private static void CheckProperty(BinanceRequest request, int parameters)
    {
        if (request.Params.Count > parameters)
            throw BinanceRequestException.TooManyParameters;
        if (request.Params.Count == 0 || request.Params[0].ValueKind != JsonValueKind.String)
            throw BinanceRequestException.Invalid("property name must be a string");
        if (request.Params[0].GetString() != "combined")
            throw new BinanceRequestException(0, "Unknown property", request.Id);
    }
}
