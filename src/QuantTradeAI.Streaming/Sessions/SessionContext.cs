using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>What the connections of one session share.</summary>
internal sealed class SessionContext
{
    private readonly HashSet<Symbol> _heldBack = [];
    private volatile bool _isStandingBy;

    public SessionContext(
        StreamingProviderAdapter adapter, ProviderSettings settings, IMarketDataSink sink, SessionServices services, CircuitBreaker? circuit)
    {
        Circuit = circuit;
        Adapter = adapter;
        Settings = settings;
        Sink = sink;
        Services = services;
        Rules = adapter.GetConnectionRules(settings);
        Provider = ProviderId.Of(adapter.ProviderName);
        Budget = services.Budgets.Of(adapter.ProviderName, settings);
        Staleness = new StalenessWatch(services.Expectations, AssetTypeOf);
        Log = new SessionLog(services.Logger, services.Clock, adapter.ProviderName);
    }

    public StreamingProviderAdapter Adapter { get; }

    public ProviderSettings Settings { get; }

    public ConnectionRules Rules { get; }

    public ProviderId Provider { get; }

    public IMarketDataSink Sink { get; }

    public SessionServices Services { get; }

    public TimeProvider Clock => Services.Clock;

    public SessionLog Log { get; }

    public ControlBudget Budget { get; }

    /// <summary>Asked before each connection; null lets everything through.</summary>
    public CircuitBreaker? Circuit { get; }

    public DeliveringCount Delivering { get; } = new();

    public SessionCounters Counters { get; } = new();

    public NativeSymbolTable Symbols { get; } = new();

    public StalenessWatch Staleness { get; }

    /// <summary>Called when a connection opened, was established or ended; never from under a lock of the caller's own.</summary>
    public Action OnChanged { get; set; } = static () => { };

    /// <summary>Whether another session of the provider still delivers.</summary>
    public bool IsStandingBy => _isStandingBy;

    /// <summary>Another session of the provider still delivers, so that nothing is lost yet when this one fails.</summary>
    public void StandBy()
    {
        lock (_heldBack)
            _isStandingBy = true;
    }

    /// <summary>Forgets the losses that were held back.</summary>
    public void ForgetLosses()
    {
        lock (_heldBack)
            _heldBack.Clear();
    }

    /// <summary>The other session has ended: tells the losses that were held back, and all that follow.</summary>
    public void TakeOver()
    {
        Symbol[] lost;
        lock (_heldBack)
        {
            _isStandingBy = false;
            lost = [.. _heldBack];
            _heldBack.Clear();
        }

        foreach (var symbol in lost)
            AnnounceLoss(symbol);
    }

    /// <summary>Tells a symbol's subscribers that nothing of it comes from here now.</summary>
    public void AnnounceLoss(Symbol symbol)
    {
        lock (_heldBack)
        {
            if (_isStandingBy)
            {
                _heldBack.Add(symbol);
                return;
            }
        }

        Sink.Publish(FeedStatus.Of(FeedStatusKind.Disconnected, symbol, Provider, UnixNanos.Now(Clock)));
    }

    /// <summary>What the adapter says; else the only one that it is asked for; null when nothing tells.</summary>
    private string? AssetTypeOf(Symbol symbol)
    {
        try
        {
            return Adapter.GetAssetType(symbol.Name) ?? (Settings.AssetTypes is [var only] ? only : null);
        }
        catch (Exception)
        {
            // The adapter's bug is told where it is negotiated; here it only means that nothing is known.
            return null;
        }
    }

    public IFrameDecoder CreateDecoder() => Adapter.CreateDecoder(new DecoderContext(Provider, Symbols, Settings));
}
