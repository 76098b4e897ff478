using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Cluster.Symbols;
using QuantTradeAI.Cluster.Tests.Engine;
using QuantTradeAI.Cluster.Tests.Providers;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Tests.Symbols;

/// <summary>A silo's symbols, with one provider that serves trades and quotes of BTC-USD, and streams that take what they are given once they may.</summary>
internal sealed class SymbolRig : IDisposable
{
    public static readonly StreamingConfig Config = new()
    {
        Providers = [Provider(Events.Provider.Name)],
    };

    public static readonly StreamingConfig Nothing = new() { Providers = [] };

    private readonly List<(StreamOutlet Outlet, StreamBatch Batch)> _sent = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _sending = new(StringComparer.Ordinal);
    private long _number;

    public SymbolRig()
    {
        Symbols = new SiloSymbols(Calls, Clock, () => 0.5, NullLoggerFactory.Instance);
        Symbols.Use(Config);
        Stand(1);
    }

    public FakeTimeProvider Clock { get; } = new();

    public QuietCalls Calls { get; } = new();

    public SiloSymbols Symbols { get; }

    /// <summary>Streams take what comes when this has ended.</summary>
    public Task Opened { get; set; } = Task.CompletedTask;

    /// <summary>The streams that got something.</summary>
    public IEnumerable<string> Served
    {
        get
        {
            lock (_sent)
                return [.. _sent.Select(one => one.Outlet.ToString()).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Returns once something is on its way into a stream.</summary>
    public Task WhenSendingAsync(string outlet) => Patience.For(SendingOf(outlet).Task, $"{outlet} to send");

    /// <summary>The provider has an owner of this epoch.</summary>
    public void Stand(long epoch) => Symbols.Note(new ProviderStandingReport
    {
        Provider = Events.Provider.Name,
        Epoch = epoch,
        Silo = Calls.Silo,
        IsUsable = true,
        Offers = DataTypes.Trades | DataTypes.Quotes,
        Version = "1.0.0",
        Number = 1,
    });

    public SymbolHost Open(int capacity = 64, SymbolPast? past = null, Symbol? symbol = null, Func<Task>? sweep = null) => new(
        Symbols,
        symbol ?? Events.Btc,
        7,
        past ?? SymbolPast.None,
        outlet => new RigOutlet(this, outlet),
        new SymbolHostOptions(() => 0.5) { QueueCapacity = capacity },
        new SymbolOwner(_ => { }, sweep ?? (() => Task.CompletedTask)),
        NullLogger.Instance);

    public static ProviderConfig Provider(string name) => new() { Name = name, WebSocketUrl = new Uri("ws://localhost:1"), Symbols = [Events.Btc.Name] };

    public ProviderBatch Batch(params MarketEvent[] events) => Batch(Events.Provider, events);

    public ProviderBatch Batch(ProviderId provider, params MarketEvent[] events) => new()
    {
        Provider = provider.Name,
        Epoch = 1,
        Events = MarketBatch.Write(events),
        Facts = new ProviderFacts(TradeIdRule.None, provider.Name, DataTypes.Trades | DataTypes.Quotes),
        Number = ++_number,
    };

    public static StreamLease Lease(string stream, DataTypes dataTypes = DataTypes.Trades, string subscriber = "one") =>
        new() { Subscriber = subscriber, Stream = stream, DataTypes = dataTypes, Duration = TimeSpan.FromSeconds(30) };

    /// <summary>How the provider's stream of the symbol is.</summary>
    public FeedStatusKind? State => Symbols.Hub.Snapshot(new StreamKey(Events.Btc, Events.Provider))?.State;

    public void Dispose() => Symbols.Dispose();

    private sealed class RigOutlet(SymbolRig rig, StreamOutlet outlet) : OutletStream
    {
        public override Task SendAsync(StreamBatch batch) => rig.SendAsync(outlet, batch);

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private TaskCompletionSource SendingOf(string outlet) =>
        _sending.GetOrAdd(outlet, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task SendAsync(StreamOutlet outlet, StreamBatch batch)
    {
        SendingOf(outlet.ToString()).TrySetResult();
        await Opened;
        lock (_sent)
            _sent.Add((outlet, batch));
    }
}
