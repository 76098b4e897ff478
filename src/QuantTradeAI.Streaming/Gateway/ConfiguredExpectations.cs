using System.Collections.Frozen;
using QuantTradeAI.Streaming.Calendars;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>When silence tells something, by the configuration in use.</summary>
internal sealed class ConfiguredExpectations : IExpectations
{
    private volatile Known _known;

    public ConfiguredExpectations(StreamingConfig config) => _known = new Known(config);

    /// <summary>What is doubtful about market hours then, one sentence each.</summary>
    public IReadOnlyList<string> WarningsAt(DateTimeOffset now) => _known.Calendars.WarningsAt(now);

    /// <summary>By another configuration from now on.</summary>
    public void Use(StreamingConfig config) => _known = new Known(config);

    public bool HasHours(string? assetType) => assetType is not null && _known.Calendars.Of(assetType) is not AlwaysOpen;

    public bool IsMarketOpen(string? assetType, UnixNanos now) =>
        assetType is null || _known.Calendars.Of(assetType) is not ExchangeCalendar calendar || calendar.IsOpen(now.ToDateTimeOffset());

    public TimeSpan LeastSilence(Symbol symbol) => _known.StaleAfter.GetValueOrDefault(symbol.Name, FailoverGroupConfig.DefaultStaleAfter);

    private sealed class Known(StreamingConfig config)
    {
        public MarketCalendars Calendars { get; } = MarketCalendars.Of(config);

        public FrozenDictionary<string, TimeSpan> StaleAfter { get; } = config.Failover
            .SelectMany(group => group.Symbols.Select(symbol => (symbol, group.StaleAfter)))
            .DistinctBy(pair => pair.symbol)
            .ToFrozenDictionary(pair => pair.symbol, pair => pair.StaleAfter, StringComparer.Ordinal);
    }
}
