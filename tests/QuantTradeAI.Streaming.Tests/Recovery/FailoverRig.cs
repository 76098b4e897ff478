using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Recovery;

/// <summary>A hub, three providers of one symbol in a failover group, and a clock. What is to be done later is done when a test says so.</summary>
internal sealed class FailoverRig : IDisposable
{
    private readonly Queue<Action> _posted = new();

    public FailoverRig(
        TradeIdRule rule = TradeIdRule.Consecutive, bool isHot = true, int quiet = 60, string? venueOfAAndB = null, ImmutableArray<ProviderId>? providers = null)
    {
        Standings = new FakeStandings(Clock);
        Log = new LogLines();
        Failover = new FailoverCoordinator(Clock, Log, Standings, _posted.Enqueue);
        Hub = new SymbolHub(Clock, epoch: 7, sourcePolicy: Failover.Policy);
        Failover.Connect(Hub, provider => Standbys.GetValueOrDefault(provider));
        Hub.RegisterProvider(A, rule, venueOfAAndB);
        Hub.RegisterProvider(B, rule, venueOfAAndB);
        Hub.RegisterProvider(C, rule);
        Providers = providers ?? [A, B, C];
        foreach (var provider in Providers)
            Standbys[provider] = new FakeStandby(provider);
        Use(Group(isHot, quiet));
    }

    public static ProviderId C { get; } = ProviderId.Of("venue-c");

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    public FakeStandings Standings { get; }

    public LogLines Log { get; }

    public FailoverCoordinator Failover { get; }

    public SymbolHub Hub { get; }

    public ImmutableArray<ProviderId> Providers { get; }

    public Dictionary<ProviderId, FakeStandby> Standbys { get; } = [];

    public ProviderId Source => Hub.Snapshot(new StreamKey(Btc))!.Source;

    public SymbolSourceStatus Status => Failover.GetStatus().Single().Symbols.Single();

    public FailoverGroupConfig Group(bool isHot = true, int quiet = 60) => new()
    {
        Name = "group",
        Symbols = [Btc.Name],
        Providers = [.. Providers.Select(one => one.Name)],
        IsHot = isHot,
        FailbackAfter = TimeSpan.FromSeconds(quiet),
    };

    /// <summary>What the gateway does with another configuration.</summary>
    public void Use(params FailoverGroupConfig[] groups)
    {
        Failover.Use([.. groups]);
        Hub.SetSources(Btc, Providers);
        Failover.Ask();
        Work();
    }

    /// <summary>Does what was put off.</summary>
    public void Work()
    {
        for (var i = 0; _posted.TryDequeue(out var work); i++)
        {
            Assert.True(i < 1_000, "The work never ends.");
            work();
        }
    }

    public void Advance(double seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        Work();
    }

    public void Trades(ProviderId provider, params long[] ids) => Publish([.. ids.Select(id => TradeOf(id, provider))]);

    public void Publish(params MarketEvent[] events)
    {
        Hub.Publish(events);
        Work();
    }

    public void Say(ProviderId provider, FeedStatusKind kind)
    {
        Hub.Publish(FeedStatus.Of(kind, Btc, provider, UnixNanos.Now(Clock)));
        Work();
    }

    public void Stand(ProviderId provider, bool isUsable)
    {
        Standings.Set(provider, isUsable);
        Failover.NoteStanding(provider);
        Work();
    }

    public IMarketDataReader Subscribe(string stream = "BTC-USD", DataTypes dataTypes = DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook) =>
        Hub.Subscribe(Request(stream, dataTypes, capacity: 256));

    public void Dispose() => Failover.Dispose();
}
