using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Tests.Sessions;

public sealed class StalenessWatchTests
{
    private static readonly Symbol Stock = Symbol.Of("AAPL");
    private static readonly Symbol Coin = Symbol.Of("BTC-USD");
    private static readonly UnixNanos Begin = UnixNanos.From(DateTimeOffset.UnixEpoch.AddDays(20_000));

    private static readonly ExactDecimal Price = new(100, 2);

    private readonly Hours _hours = new();
    private readonly StalenessWatch _watch;

    public StalenessWatchTests()
    {
        _watch = new StalenessWatch(_hours, symbol => symbol == Stock ? "stocks" : null);
        _watch.Add(Stock);
        _watch.Add(Coin);
    }

    [Theory] // A47
    [InlineData(0.1, 29, false)]
    [InlineData(0.1, 30, true)]
    [InlineData(5, 149, false)]
    [InlineData(5, 150, true)]
    public void Silence_MuchLongerThanUsual_IsStaleOnce(double pause, double silence, bool isStale)
    {
        var last = Tick(Coin, pause, 20);

        Assert.Equal(isStale ? [Coin] : [], _watch.FindStale(After(last, silence)));
        Assert.Empty(_watch.FindStale(After(last, silence + 0.5)));
    }

    [Fact]
    public void Silence_OfASymbolThatMayBeSilentForLess_IsNoticedEarlier()
    {
        _hours.Least = TimeSpan.FromSeconds(2);
        var last = Tick(Coin, 0.01, 20);

        Assert.Empty(_watch.FindStale(After(last, 1.9)));
        Assert.Equal([Coin], _watch.FindStale(After(last, 2)));
    }

    [Fact] // A47
    public void Silence_OutsideMarketHours_CountsFromTheOpening()
    {
        var last = Tick(Stock, 0.1, 20);
        _hours.IsOpen = false;
        Assert.Empty(_watch.FindStale(After(last, 60)));
        Assert.Empty(_watch.FindStale(After(last, 60_000)));

        _hours.IsOpen = true;
        Assert.Empty(_watch.FindStale(After(last, 60_029)));
        Assert.Equal([Stock], _watch.FindStale(After(last, 60_030)));
    }

    [Fact]
    public void Markets_AreOpen_WhereOneSymbolsIs()
    {
        _hours.IsOpen = false;
        Assert.True(_watch.IsAnyMarketOpen(Begin));
        Assert.False(_watch.IsAnyExchangeOpen(Begin));
        _watch.Remove(Coin);
        Assert.False(_watch.IsAnyMarketOpen(Begin));

        _hours.IsOpen = true;
        Assert.True(_watch.IsAnyMarketOpen(Begin));
        Assert.True(_watch.IsAnyExchangeOpen(Begin));
    }

    private UnixNanos Tick(Symbol symbol, double pause, int count)
    {
        var now = Begin;
        for (var i = 0; i < count; i++)
        {
            now = After(Begin, i * pause);
            _watch.Touch(new MarketEvent(new Trade(symbol, ProviderId.Of("coinbase"), i + 1, Price, Price, AggressorSide.Unknown, now, now)), now);
        }

        return now;
    }

    private static UnixNanos After(UnixNanos time, double seconds) => new(time.Value + (long)(seconds * 1e9));

    /// <summary>Stocks have hours, all else has none.</summary>
    private sealed class Hours : IExpectations
    {
        public bool IsOpen { get; set; } = true;

        public TimeSpan Least { get; set; } = TimeSpan.FromSeconds(30);

        public bool HasHours(string? assetType) => assetType == "stocks";

        public bool IsMarketOpen(string? assetType, UnixNanos now) => assetType != "stocks" || IsOpen;

        public TimeSpan LeastSilence(Symbol symbol) => Least;
    }
}
