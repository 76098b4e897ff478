namespace QuantTradeAI.Streaming.Simulator;

/// <summary>Alpaca's stream protocol on one connection.</summary>
internal sealed class AlpacaSession(SimulatedVenue venue, SimulatedConnection connection, AlpacaOptions options, string feed)
    : VenueSession(venue, connection)
{
    private readonly AlpacaSubscriptions _held = new(options.TrailingDataPoints);
    private ITimer? _deadline;
    private string? _key;

    public override IReadOnlyList<string> Subscriptions => _held.Names;

    public override void Open()
    {
        Connection.SendControl(AlpacaFrames.Connected);
        _deadline = Timer(() => End(AlpacaError.AuthTimeout), options.AuthenticationDeadline, Timeout.InfiniteTimeSpan);
    }

    public override void OnRequest(byte[] message)
    {
        try
        {
            Answer(AlpacaRequest.Parse(message));
        }
        catch (AlpacaErrorException e)
        {
            Fail(e.Error);
        }
    }

    public override void OnTrade(SimulatedTrade trade)
    {
        var events = new List<string>();
        if (_held.Takes(AlpacaSubscriptions.Trades, trade.Symbol))
            events.Add(AlpacaFrames.Trade(trade));
        if (_held.Takes(AlpacaSubscriptions.Quotes, trade.Symbol))
            events.Add(AlpacaFrames.Quote(trade.Quote));
        if (events.Count > 0)
            Connection.SendData(AlpacaFrames.Array(events));
    }

    public override void OnQuote(SimulatedQuote quote)
    {
        if (_held.Takes(AlpacaSubscriptions.Quotes, quote.Symbol))
            Connection.SendData(AlpacaFrames.Array(AlpacaFrames.Quote(quote)));
    }

    public override void OnDepth(SimulatedDepth depth)
    {
    }

    public override bool TakesTrades(string symbol) => _held.Holds(AlpacaSubscriptions.Trades, symbol);

    public override byte[] EncodeTrade(SimulatedTrade trade) => AlpacaFrames.Array(AlpacaFrames.Trade(trade));

    public override FloodFormat FloodFormat => new(
        ["\"i\":"u8.ToArray()],
        ["\"t\":\""u8.ToArray()],
        time => Json.Utf8($"{AlpacaFrames.Time(time, 0)}"));

    public override void Dispose() => _deadline?.Dispose();

    private void Answer(AlpacaRequest request)
    {
        if (request.Action == AlpacaRequest.Auth)
            Authenticate(request);
        else if (_key is null)
            Fail(AlpacaError.NotAuthenticated);
        else if (request.Action == AlpacaRequest.Subscribe)
            Subscribe(request);
        else
            Unsubscribe(request);
    }

    private void Authenticate(AlpacaRequest request)
    {
        if (_key is not null)
        {
            Fail(AlpacaError.AlreadyAuthenticated);
        }
        else if (!options.LetsIn(request.Key, request.Secret))
        {
            End(AlpacaError.AuthFailed);
        }
        else if (OthersOf(request.Key) >= options.ConnectionsPerKey)
        {
            End(AlpacaError.ConnectionLimit);
        }
        else
        {
            _key = request.Key;
            _deadline?.Dispose();
            Connection.SendControl(AlpacaFrames.Authenticated);
        }
    }

    private void Subscribe(AlpacaRequest request)
    {
        if (feed == AlpacaProtocol.Iex && _held.CountWith(request.Channels) > options.IexChannels)
        {
            Fail(AlpacaError.SymbolLimit);
            return;
        }

        _held.Add(request.Channels);
        Connection.SendAck(_held.Echo());
    }

    private void Unsubscribe(AlpacaRequest request)
    {
        _held.Remove(request.Channels);
        Connection.SendAck(_held.Echo());
    }

    private int OthersOf(string key) => Venue.Connections
        .Select(other => other.Session)
        .OfType<AlpacaSession>()
        .Count(other => other != this && other.IsHeldBy(key, feed));

    private bool IsHeldBy(string key, string ofFeed) => _key == key && feed == ofFeed && !Connection.IsClosing;

    private void Fail(AlpacaError error)
    {
        Venue.CountViolation();
        Connection.SendControl(AlpacaFrames.Error(error));
    }

    private void End(AlpacaError error)
    {
        Fail(error);
        Connection.Close(CloseCode.PolicyViolation, error.Message);
    }
}
