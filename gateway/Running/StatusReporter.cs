using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Gateway.Running;

/// <summary>Puts together what displays show, from the gateway's status and the _watch. One caller at a time.</summary>
internal sealed class StatusReporter
{
    private readonly StreamingGateway _gateway;
    private readonly IAdapterCatalog _adapters;
    private readonly MarketWatch _watch;
    private readonly long _startedAt;
    private readonly Dictionary<string, long> _eventsBefore = [];
    private TimeSpan _before;
    private long _version;

    /// <summary>Watches what is configured, and from then on what configuration adds.</summary>
    public StatusReporter(StreamingGateway gateway, IAdapterCatalog adapters, MarketWatch watch, Market market, TimeProvider clock)
    {
        (_gateway, _adapters, _watch, Market, Clock) = (gateway, adapters, watch, market, clock);
        _startedAt = clock.GetTimestamp();
        Follow(gateway.GetStatus());
    }

    /// <summary>The market that is shown.</summary>
    public Market Market { get; }

    /// <summary>The clock that displays refresh by.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Hears of each configuration that is taken into use from now on.</summary>
    public Action<StreamingConfig>? Applied { get; init; }

    /// <summary>What is known now, and how it moved since the last call.</summary>
    public RunStatus Next()
    {
        var elapsed = Clock.GetElapsedTime(_startedAt);
        var status = _gateway.GetStatus();
        Follow(status);
        var providers = status.Providers.Select(provider => LineOf(provider, CountersOf(status, provider.Provider), elapsed - _before)).ToList();
        _before = elapsed;
        return new RunStatus(
            Market,
            Seconds(elapsed),
            new ConfigurationLine(status.Configuration.Version, status.Configuration.Problems),
            providers,
            [.. status.Streams.Where(IsWatched).OrderBy(stream => stream.Stream.Symbol.Name, StringComparer.Ordinal).Select(LineOf)],
            _watch.Latency.TakeRecent(),
            _watch.FeedLag.TakeRecent());
    }

    /// <summary>The whole run until now.</summary>
    public RunSummary Summarise()
    {
        var elapsed = Clock.GetElapsedTime(_startedAt);
        var status = _gateway.GetStatus();
        var counters = status.Totals.Providers.Values.Aggregate(default(StreamCounters), (sum, each) => sum + each);
        var (trades, quotes) = (_watch.Tallies.Values.Sum(tally => tally.Trades), _watch.Tallies.Values.Sum(tally => tally.Quotes));
        return new RunSummary(
            Market,
            Seconds(elapsed),
            trades,
            quotes,
            Math.Round((trades + quotes) / elapsed.TotalSeconds, 1),
            counters.Gaps,
            counters.DuplicateTrades + counters.DuplicateQuotes,
            status.Totals.Subscribers.Dropped,
            status.Providers.ToDictionary(provider => provider.Provider, provider => SummaryOf(provider, CountersOf(status, provider.Provider))),
            _watch.Tallies.OrderBy(one => one.Key.Name, StringComparer.Ordinal).ToDictionary(one => one.Key.Name, one => new SymbolSummary(one.Value.Trades, one.Value.Quotes)),
            _watch.Latency.TakeAll(),
            _watch.FeedLag.TakeAll());
    }

    private void Follow(GatewayStatus status)
    {
        if (status.Configuration.Version == _version)
            return;
        _version = status.Configuration.Version;
        _watch.Watch(WatchedStream.Of(_gateway.Configuration, _adapters));
        Applied?.Invoke(_gateway.Configuration);
    }

    private static StreamCounters CountersOf(GatewayStatus status, string provider) => status.Totals.Providers.GetValueOrDefault(ProviderId.Of(provider));

    private static ProviderSummary SummaryOf(ProviderHealthStatus provider, in StreamCounters counters) =>
        new(provider.Events, provider.Connects, counters.Gaps, counters.Lost, provider.Ignored, provider.Rejected);

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private bool IsWatched(StreamSnapshot stream) => stream.Stream.IsConsolidated && _watch.Tallies.ContainsKey(stream.Stream.Symbol);

    private ProviderLine LineOf(ProviderHealthStatus provider, in StreamCounters counters, TimeSpan since)
    {
        var events = provider.Events - _eventsBefore.GetValueOrDefault(provider.Provider);
        _eventsBefore[provider.Provider] = provider.Events;
        return new ProviderLine(
            provider.Provider,
            provider.State,
            since > TimeSpan.Zero ? Math.Round(events / since.TotalSeconds, 1) : 0,
            provider.Events,
            counters.Gaps,
            counters.DuplicateTrades + counters.DuplicateQuotes,
            provider.Rejected.Values.Sum(),
            provider.Wanted,
            provider.Acknowledged,
            provider.State == ProviderState.Live ? null : provider.LastError);
    }

    private SymbolLine LineOf(StreamSnapshot stream)
    {
        var tally = _watch.Tallies[stream.Stream.Symbol];
        return new SymbolLine(
            stream.Stream.Symbol.Name,
            stream.Source.Name,
            stream.State,
            tally.Trades,
            tally.Quotes,
            stream.LastTrade is { } trade
                ? new TradeLine(trade.ExactPrice.ToString(), trade.ExactSize.ToString(), trade.Aggressor, AgeOf(trade.ReceiveTime))
                : null,
            stream.LastQuote is { } quote
                ? new QuoteLine(
                    quote.ExactBidPrice.ToString(), quote.ExactBidSize?.ToString(), quote.ExactAskPrice.ToString(), quote.ExactAskSize?.ToString(), AgeOf(quote.ReceiveTime))
                : null);
    }

    private double AgeOf(UnixNanos received) => Math.Round(Math.Max(0, (UnixNanos.Now(Clock) - received).TotalSeconds), 3);
}
