using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Gateway.Running;

/// <summary>Puts together what displays show, from the gateway's status and the watch. One caller at a time.</summary>
internal sealed class StatusReporter(StreamingGateway gateway, MarketWatch watch, Market market, TimeProvider clock)
{
    private readonly long _startedAt = clock.GetTimestamp();
    private readonly Dictionary<string, long> _eventsBefore = [];
    private TimeSpan _before;

    /// <summary>The market that is shown.</summary>
    public Market Market => market;

    /// <summary>The clock that displays refresh by.</summary>
    public TimeProvider Clock => clock;

    /// <summary>What is known now, and how it moved since the last call.</summary>
    public RunStatus Next()
    {
        var elapsed = clock.GetElapsedTime(_startedAt);
        var status = gateway.GetStatus();
        var providers = status.Providers.Select(provider => LineOf(provider, CountersOf(status, provider.Provider), elapsed - _before)).ToList();
        _before = elapsed;
        return new RunStatus(
            market,
            Seconds(elapsed),
            providers,
            [.. status.Streams.Where(IsWatched).OrderBy(stream => stream.Stream.Symbol.Name, StringComparer.Ordinal).Select(LineOf)],
            watch.Latency.TakeRecent(),
            watch.FeedLag.TakeRecent());
    }

    /// <summary>The whole run until now.</summary>
    public RunSummary Summarise()
    {
        var elapsed = clock.GetElapsedTime(_startedAt);
        var status = gateway.GetStatus();
        var counters = status.Totals.Providers.Values.Aggregate(default(StreamCounters), (sum, each) => sum + each);
        var (trades, quotes) = (watch.Tallies.Values.Sum(tally => tally.Trades), watch.Tallies.Values.Sum(tally => tally.Quotes));
        return new RunSummary(
            market,
            Seconds(elapsed),
            trades,
            quotes,
            Math.Round((trades + quotes) / elapsed.TotalSeconds, 1),
            counters.Gaps,
            counters.DuplicateTrades + counters.DuplicateQuotes,
            status.Totals.Subscribers.Dropped,
            status.Providers.ToDictionary(provider => provider.Provider, provider => SummaryOf(provider, CountersOf(status, provider.Provider))),
            watch.Tallies.OrderBy(one => one.Key.Name, StringComparer.Ordinal).ToDictionary(one => one.Key.Name, one => new SymbolSummary(one.Value.Trades, one.Value.Quotes)),
            watch.Latency.TakeAll(),
            watch.FeedLag.TakeAll());
    }

    private static StreamCounters CountersOf(GatewayStatus status, string provider) => status.Totals.Providers.GetValueOrDefault(ProviderId.Of(provider));

    private static ProviderSummary SummaryOf(ProviderHealthStatus provider, in StreamCounters counters) =>
        new(provider.Events, provider.Connects, counters.Gaps, counters.Lost, provider.Ignored, provider.Rejected);

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    private bool IsWatched(StreamSnapshot stream) => stream.Stream.IsConsolidated && watch.Tallies.ContainsKey(stream.Stream.Symbol);

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
        var tally = watch.Tallies[stream.Stream.Symbol];
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

    private double AgeOf(UnixNanos received) => Math.Round(Math.Max(0, (UnixNanos.Now(clock) - received).TotalSeconds), 3);
}
