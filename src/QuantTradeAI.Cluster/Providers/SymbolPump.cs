using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Cluster.Pacing;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>
/// Takes what a provider's session publishes to the symbols, wherever they are. Each symbol has a lane: one batch is under way, what arrives meanwhile
/// goes together in the next one, and where nothing is under way an event leaves at once. A lane that is full loses its oldest events and tells so in
/// their place. The owner's batches are numbered, so a symbol takes each once although a batch whose call failed comes again.
/// </summary>
internal sealed partial class SymbolPump : IMarketDataSink, IAsyncDisposable
{
    private readonly Action<long> _onFenced;
    private readonly ILogger _logger;
    private readonly string _providerName;
    private readonly long _epoch;
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _growing = new();
    private volatile SymbolLane?[] _lanes = new SymbolLane?[64];
    private volatile ProviderFacts _facts;
    private int _ended;

    /// <param name="provider">Whose events.</param>
    /// <param name="epoch">The epoch of its owner.</param>
    /// <param name="facts">What symbols must know of it.</param>
    /// <param name="intake">The way to the symbols.</param>
    /// <param name="onFenced">Called once when a symbol has seen a higher epoch, with that; nothing is sent any more.</param>
    /// <param name="clock">Deadlines and pauses.</param>
    /// <param name="random">Uniform from 0 to 1; called by several lanes at once.</param>
    /// <param name="options">Limits; the defaults unless given.</param>
    /// <param name="logger">Failures; at most one line of each kind per 10 s.</param>
    /// <param name="write">How events become a block; <see cref="MarketBatch"/> unless given.</param>
    public SymbolPump(
        ProviderId provider,
        long epoch,
        ProviderFacts facts,
        ISymbolIntake intake,
        Action<long> onFenced,
        TimeProvider clock,
        Func<double> random,
        SymbolPumpOptions? options = null,
        ILogger? logger = null,
        Func<ReadOnlySpan<MarketEvent>, byte[]>? write = null)
    {
        (Provider, _providerName, _epoch, _facts, _onFenced, Clock) = (provider, provider.Name, epoch, facts, onFenced, clock);
        Options = options ?? new SymbolPumpOptions();
        Write = write ?? MarketBatch.Write;
        _logger = logger ?? NullLogger.Instance;
        _droppingPace = new LogPace(clock);
        _writingPace = new LogPace(clock);
        Sender = new BatchSender(intake, Options.SendTimeout, clock, random, _logger, Fence, _ending.Token);
    }

    /// <summary>What symbols must know of the provider; goes with each batch from now on.</summary>
    public ProviderFacts Facts
    {
        get => _facts;
        set => _facts = value;
    }

    internal ProviderId Provider { get; }

    internal TimeProvider Clock { get; }

    internal SymbolPumpOptions Options { get; }

    internal Func<ReadOnlySpan<MarketEvent>, byte[]> Write { get; }

    internal BatchSender Sender { get; }

    /// <summary>Whether nothing is taken and sent any more.</summary>
    internal bool HasEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>Never blocks and never throws. Always true: a symbol that does not take its events must not stop the others.</summary>
    public bool Publish(Span<MarketEvent> events)
    {
        SymbolLane? toStart = null;
        for (var next = 0; next < events.Length;)
        {
            var run = NextRun(events[next..], out var symbol);
            if (symbol == default)
                NoteRefused(run.Length);
            else if (Lane(symbol) is var lane && lane.Add(run))
                (lane.NextToStart, toStart) = (toStart, lane);
            next += run.Length;
        }

        Start(toStart);
        return true;
    }

    /// <inheritdoc/>
    public void Publish(in FeedStatus status)
    {
        var marketEvent = new MarketEvent(status);
        Publish(new Span<MarketEvent>(ref marketEvent));
    }

    /// <summary>Returns at once: a pump asks nobody to wait.</summary>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Has a symbol hear of this owner, by an empty batch where nothing waits.</summary>
    public void ShowTo(Symbol symbol)
    {
        if (symbol != default && Lane(symbol) is var lane && lane.Show())
            lane.Start();
    }

    internal ProviderBatch BatchOf(ReadOnlyMemory<byte> block, long number) =>
        new() { Provider = _providerName, Epoch = _epoch, Events = block, Facts = _facts, Number = number };

    /// <summary>The events of one symbol at the head; those that no symbol can take under the default symbol.</summary>
    private static Span<MarketEvent> NextRun(Span<MarketEvent> events, out Symbol symbol)
    {
        symbol = AddresseeOf(events[0]);
        var count = 1;
        while (count < events.Length && AddresseeOf(events[count]) == symbol)
            count++;
        return events[..count];
    }

    private static Symbol AddresseeOf(in MarketEvent marketEvent) => marketEvent.Kind == MarketEventKind.None ? default : marketEvent.Symbol;

    private static void Start(SymbolLane? lane)
    {
        while (lane is not null)
        {
            var next = lane.NextToStart;
            lane.NextToStart = null;
            lane.Start();
            lane = next;
        }
    }

    private SymbolLane Lane(Symbol symbol)
    {
        var known = _lanes;
        return symbol.Id < known.Length && known[symbol.Id] is { } lane ? lane : AddLane(symbol);
    }

    private SymbolLane AddLane(Symbol symbol)
    {
        lock (_growing)
        {
            var known = _lanes;
            if (symbol.Id >= known.Length)
                Array.Resize(ref known, Math.Max(symbol.Id + 1, known.Length * 2));
            var lane = known[symbol.Id] ??= new SymbolLane(this, symbol);
            _lanes = known;
            return lane;
        }
    }
}
