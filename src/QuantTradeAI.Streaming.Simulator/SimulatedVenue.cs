namespace QuantTradeAI.Streaming.Simulator;

/// <summary>One venue of a <see cref="VenueSimulator"/>. Thread-safe.</summary>
public sealed partial class SimulatedVenue
{
    /// <summary>The name of the simulated Binance spot.</summary>
    public const string BinanceName = "binance";

    /// <summary>The name of the simulated Coinbase Exchange.</summary>
    public const string CoinbaseName = "coinbase";

    /// <summary>The name of the simulated Alpaca.</summary>
    public const string AlpacaName = "alpaca";

    /// <summary>The name of the simulated venue of the example adapter.</summary>
    public const string ExampleName = "example";

    private const int ControlLogSize = 4096;

    private readonly Lock _gate = new();
    private readonly StateSignal _signal;
    private readonly VenueProtocol _protocol;
    private readonly Dictionary<string, SymbolMarket> _markets;
    private readonly Random _random;
    private readonly int _queueFrames;
    private readonly List<SimulatedConnection> _connections = [];
    private readonly Queue<ControlMessage> _controlLog = new();
    private readonly InboundRate? _attempts;
    private readonly CancellationTokenSource _stopping = new();
    private Uri? _baseAddress;
    private long _framesSent;

    internal SimulatedVenue(VenueProtocol protocol, SimulatorOptions options)
    {
        _protocol = protocol;
        _signal = new StateSignal(_gate);
        _queueFrames = options.SendQueueFrames;
        _attempts = protocol.Attempts(options.TimeProvider);
        _random = new Random(options.Seed);
        Time = options.TimeProvider;
        _markets = protocol.Symbols
            .Select((symbol, index) => new SymbolMarket(symbol, HashCode(options.Seed, index), protocol.Numbers, Now))
            .ToDictionary(market => market.Symbol.Name);
    }

    /// <summary><see cref="BinanceName"/>, <see cref="CoinbaseName"/>, <see cref="AlpacaName"/> or <see cref="ExampleName"/>.</summary>
    public string Name => _protocol.Name;

    /// <summary>Where clients connect, such as <c>ws://127.0.0.1:5000/binance/stream</c>.</summary>
    public Uri WebSocketUrl => Url(BaseAddress.Scheme == "https" ? "wss" : "ws", _protocol.WebSocketPath);

    /// <summary>What the venue's REST paths follow, such as <c>http://127.0.0.1:5000/binance</c>.</summary>
    public Uri RestUrl => Url(BaseAddress.Scheme, "");

    /// <summary>The symbols traded.</summary>
    public IReadOnlyList<SimulatedSymbol> Symbols => _protocol.Symbols;

    /// <summary>The open connections, oldest first.</summary>
    public IReadOnlyList<SimulatedConnection> Connections => Within(() => _connections.ToArray());

    /// <summary>How many connections are open.</summary>
    public int ConnectionsOpen => Within(() => _connections.Count);

    /// <summary>Handshakes accepted since the start.</summary>
    public long ConnectionsAccepted { get; private set; }

    /// <summary>Handshakes refused since the start, by a limit or a fault.</summary>
    public long HandshakesRefused { get; private set; }

    /// <summary>Requests received since the start.</summary>
    public long ControlMessagesReceived { get; private set; }

    /// <summary>Ping frames sent since the start.</summary>
    public long PingsSent { get; private set; }

    /// <summary>Pong frames received since the start.</summary>
    public long PongsReceived { get; private set; }

    /// <summary>Messages written to sockets since the start, over all connections.</summary>
    public long FramesSent => Volatile.Read(ref _framesSent);

    /// <summary>Trades, quotes and depth events published since the start, whether or not a client took them.</summary>
    public long EventsPublished { get; private set; }

    /// <summary>Limits exceeded, frames against RFC 6455, and requests answered with an error.</summary>
    public long ProtocolViolations { get; private set; }

    /// <summary>What clients hold now, such as <c>btcusdt@trade</c> or <c>matches:BTC-USD</c>, sorted, each once.</summary>
    public IReadOnlyList<string> Subscriptions => Within(()
        => _connections.SelectMany(connection => connection.Session.Subscriptions).Distinct().Order(StringComparer.Ordinal).ToArray());

    /// <summary>The last 4096 requests received, oldest first.</summary>
    public IReadOnlyList<ControlMessage> ControlMessages => Within(() => _controlLog.ToArray());

    internal TimeProvider Time { get; }

    /// <summary>The exchange's clock: whole microseconds, with any skew.</summary>
    internal DateTimeOffset Now
    {
        get
        {
            var now = Time.GetUtcNow() + _skew;
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    private Uri BaseAddress => _baseAddress ?? throw new InvalidOperationException("The simulator has not started");

    /// <summary>
    /// Completes when <paramref name="condition"/> holds, which is tested at every change of the venue's state. The condition
    /// is tested within the venue's lock: it reads the venue and does nothing else.
    /// </summary>
    /// <exception cref="TimeoutException">
    /// It did not within <paramref name="timeout"/>; the message names <paramref name="what"/>.
    /// </exception>
    public Task WaitAsync(Func<SimulatedVenue, bool> condition, TimeSpan timeout, string what)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _signal.WaitAsync(() => condition(this), timeout, $"{what} ({Name})");
    }

    internal void Start(Uri baseAddress) => _baseAddress = baseAddress;

    internal SymbolMarket? FindMarket(string symbol) => _markets.GetValueOrDefault(symbol);

    internal T Within<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }

    /// <summary>Changes state and wakes those who wait for it.</summary>
    internal void Within(Action change)
    {
        lock (_gate)
        {
            change();
            _signal.Changed();
        }
    }

    internal void CountSent(int frames)
    {
        Interlocked.Add(ref _framesSent, frames);
        Within(static () => { });
    }

    internal void CountViolation() => ProtocolViolations++;

    internal void CountPing() => PingsSent++;

    internal void CountPong() => PongsReceived++;

    internal void Log(ControlMessage message)
    {
        ControlMessagesReceived++;
        if (_controlLog.Count == ControlLogSize)
            _controlLog.Dequeue();
        _controlLog.Enqueue(message);
    }

    private static int HashCode(int seed, int index) => unchecked((seed * 397) ^ (index * 7919));

    private Uri Url(string scheme, string path) => new UriBuilder(BaseAddress) { Scheme = scheme, Path = $"/{Name}{path}" }.Uri;
}
