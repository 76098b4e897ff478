using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Sessions;

/// <summary>What the connections of one session share.</summary>
internal sealed class SessionContext
{
    private volatile bool _isStandingBy;

    public SessionContext(StreamingProviderAdapter adapter, ProviderSettings settings, IMarketDataSink sink, SessionServices services)
    {
        Adapter = adapter;
        Settings = settings;
        Sink = sink;
        Services = services;
        Rules = adapter.GetConnectionRules(settings);
        Provider = ProviderId.Of(adapter.ProviderName);
        Budget = new ControlBudget(services.Clock, settings.RateLimitPerMinute, settings.BurstAllowance);
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

    public SessionCounters Counters { get; } = new();

    public NativeSymbolTable Symbols { get; } = new();

    public StalenessWatch Staleness { get; } = new();

    /// <summary>Called when a connection opened, was established or ended; never from under a lock of the caller's own.</summary>
    public Action OnChanged { get; set; } = static () => { };

    /// <summary>Whether another session of the provider still delivers, so that nothing is lost yet when this one fails.</summary>
    public bool IsStandingBy
    {
        get => _isStandingBy;
        set => _isStandingBy = value;
    }

    /// <summary>Tells a symbol's subscribers that nothing of it comes from here now.</summary>
    public void AnnounceLoss(Symbol symbol)
    {
        if (!IsStandingBy)
            Sink.Publish(FeedStatus.Of(FeedStatusKind.Disconnected, symbol, Provider, UnixNanos.Now(Clock)));
    }

    public IFrameDecoder CreateDecoder() => Adapter.CreateDecoder(new DecoderContext(Provider, Symbols, Settings));
}
