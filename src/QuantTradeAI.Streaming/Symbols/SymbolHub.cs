using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>
/// The symbol stage: takes what sessions receive, drops repetitions, numbers each stream, announces what is missing,
/// keeps the last values, and fans out to subscribers. All members may be called from any thread.
/// </summary>
public sealed partial class SymbolHub : IMarketDataSink, IMarketDataFeed
{
    private readonly TimeProvider _clock;
    private readonly ISourcePolicy _policy;
    private readonly SubscriberRoster _roster;
    private readonly ConcurrentDictionary<ProviderId, VenueFacts> _facts = new();
    private readonly Lock _growing = new();
    private volatile SymbolStreams?[] _bySymbol = new SymbolStreams?[64];
    private readonly Numbering _numbering;
    private long _refused;

    /// <param name="clock">Publish times and patience.</param>
    /// <param name="epoch">The epoch of all numbering here, until <see cref="BeginEpoch"/>.</param>
    /// <param name="logger">Callbacks that throw or do not return; at most one line per 10 s and subscription.</param>
    /// <param name="demand">Hears what subscribers want.</param>
    /// <param name="sourcePolicy">Chooses the consolidated streams' sources; the first listed provider unless told otherwise.</param>
    public SymbolHub(TimeProvider clock, long epoch, ILogger? logger = null, IDemand? demand = null, ISourcePolicy? sourcePolicy = null)
    {
        _clock = clock;
        _numbering = new Numbering { Epoch = epoch };
        _policy = sourcePolicy ?? new FirstListedSource();
        _roster = new SubscriberRoster(clock, logger ?? NullLogger.Instance, this, demand);
    }

    /// <summary>Numbering counts for another epoch from now on, but for symbols that have one of their own; before anything is published.</summary>
    internal void BeginEpoch(long number) => _numbering.Epoch = number;

    /// <summary>What there is to know of a provider; nothing of its trade ids for one that is not registered.</summary>
    /// <param name="provider">Which one.</param>
    /// <param name="tradeIds">What its trade ids tell.</param>
    /// <param name="venue">Whose ids they are, <see cref="StreamingProviderAdapter.Venue"/>; its own by default.</param>
    /// <param name="offers">The kinds that it serves; a consolidated stream that comes to it tells which of the wanted ones it lacks.</param>
    public void RegisterProvider(
        ProviderId provider, TradeIdRule tradeIds, string? venue = null, DataTypes offers = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook)
    {
        if (provider == default)
            throw new ArgumentException("The provider has no name.", nameof(provider));
        var facts = new VenueFacts(tradeIds, venue ?? provider.Name, offers);
        _facts[provider] = facts;
        foreach (var streams in _bySymbol)
        {
            if (streams is null)
                continue;
            lock (streams.Gate)
                streams.Use(provider, facts);
        }
    }

    /// <summary>
    /// The providers that may be the source of the symbol's consolidated stream, best first. A stream without sources carries nothing.
    /// When the active source changes thereby, the stream says so with <see cref="FeedStatusKind.SourceChanged"/>.
    /// </summary>
    /// <exception cref="ArgumentException">None is listed, or one has no name.</exception>
    public void SetSources(Symbol symbol, ImmutableArray<ProviderId> providers)
    {
        if (symbol == default)
            throw new ArgumentException("The symbol has no name.", nameof(symbol));
        if (providers.IsDefaultOrEmpty || providers.Contains(default))
            throw new ArgumentException($"The sources of {symbol} must name at least one provider, and each by its name.", nameof(providers));
        var streams = Streams(symbol);
        var fan = new FanOut(UnixNanos.Now(_clock));
        lock (streams.Gate)
            streams.SetSources(providers, ref fan);
        fan.Wake();
    }

    /// <summary>Asks the source policy again, because what it judges by has changed.</summary>
    public void ReviewSource(Symbol symbol)
    {
        if (Known(symbol) is not { } streams)
            return;
        var fan = new FanOut(UnixNanos.Now(_clock));
        lock (streams.Gate)
            streams.ReviewSource(ref fan);
        fan.Wake();
    }

    /// <summary>Tells the subscribers of a consolidated stream which of these kinds its source of now does not offer.</summary>
    internal void AnnounceUnserved(Symbol symbol, DataTypes dataTypes)
    {
        var streams = Streams(symbol);
        var fan = new FanOut(UnixNanos.Now(_clock));
        lock (streams.Gate)
            streams.AnnounceUnserved(dataTypes, ref fan);
        fan.Wake();
    }

    /// <inheritdoc/>
    public bool Publish(Span<MarketEvent> events)
    {
        if (_roster.HasEnded)
        {
            Interlocked.Add(ref _refused, events.Length);
            return true;
        }

        var fan = new FanOut(UnixNanos.Now(_clock));
        for (var next = 0; next < events.Length;)
            next = PublishRun(events, next, ref fan);
        fan.Wake();
        return !fan.Full;
    }

    /// <inheritdoc/>
    public void Publish(in FeedStatus status)
    {
        if (_roster.HasEnded || status.Symbol == default || status.Provider == default)
        {
            Interlocked.Increment(ref _refused);
            return;
        }

        var fan = new FanOut(UnixNanos.Now(_clock));
        var streams = Streams(status.Symbol);
        lock (streams.Gate)
            streams.Publish(status, ref fan);
        fan.Wake();
    }

    private int PublishRun(Span<MarketEvent> events, int next, ref FanOut fan)
    {
        var symbol = events[next].Symbol;
        if (!IsPublishable(events[next].HeaderRef))
        {
            Interlocked.Increment(ref _refused);
            return next + 1;
        }

        var streams = Streams(symbol);
        lock (streams.Gate)
        {
            do
                streams.Publish(ref events[next++], ref fan);
            while (next < events.Length && events[next].HeaderRef.Symbol == symbol && IsPublishable(events[next].HeaderRef));
        }

        return next;
    }

    private static bool IsPublishable(in EventHeader header) =>
        header.Symbol != default && header.Provider != default && header.Kind is not MarketEventKind.None;

    private SymbolStreams Streams(Symbol symbol) => Known(symbol) ?? AddStreams(symbol);

    private SymbolStreams? Known(Symbol symbol)
    {
        var known = _bySymbol;
        return symbol.Id < known.Length ? known[symbol.Id] : null;
    }

    private SymbolStreams AddStreams(Symbol symbol)
    {
        lock (_growing)
            return Known(symbol) ?? Place(symbol, new SymbolStreams(symbol, _numbering, FactsOf, _policy));
    }

    private SymbolStreams Place(Symbol symbol, SymbolStreams streams)
    {
        var known = _bySymbol;
        if (symbol.Id >= known.Length)
            Array.Resize(ref known, Math.Max(symbol.Id + 1, known.Length * 2));
        known[symbol.Id] = streams;
        _bySymbol = known;
        return streams;
    }

    private VenueFacts FactsOf(ProviderId provider) =>
        _facts.TryGetValue(provider, out var facts) ? facts : new VenueFacts(TradeIdRule.None, provider.Name, VenueFacts.Everything);
}
