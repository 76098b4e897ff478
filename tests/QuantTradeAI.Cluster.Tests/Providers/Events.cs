using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.Providers;

/// <summary>Events of one provider.</summary>
internal static class Events
{
    public static readonly ProviderId Provider = ProviderId.Of("pumped");

    public static readonly Symbol Btc = Symbol.Of("BTC-USD");

    public static readonly Symbol Eth = Symbol.Of("ETH-USD");

    private static readonly ExactDecimal One = ExactDecimal.FromParts(100, 2);

    public static MarketEvent Trade(Symbol symbol, long id, ProviderId provider = default) =>
        new(new Trade(symbol, provider == default ? Provider : provider, id, One, One, AggressorSide.Buy, default, new UnixNanos(id)));

    public static MarketEvent Quote(Symbol symbol, long id) =>
        new(new Quote(symbol, Provider, id, One, One, One, One, default, new UnixNanos(id)));

    public static MarketEvent Book(Symbol symbol) => new(
        new EventHeader { Symbol = symbol, Provider = Provider, Flags = EventFlags.Snapshot }, new BookLevels([], []));

    public static FeedStatus StatusOf(Symbol symbol, FeedStatusKind kind) => FeedStatus.Of(kind, symbol, Provider, new UnixNanos(1));

    public static MarketEvent Gap(Symbol symbol, GapReason reason, MarketEventKind lost, long missed) =>
        new(FeedStatus.GapOf(symbol, Provider, new UnixNanos(1), reason, lost, 0, 0, missed));

    public static MarketEvent Of(in FeedStatus status) => new(status);

    public static string Line(in MarketEvent marketEvent) => marketEvent.ToString();
}
