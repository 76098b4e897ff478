using QuantTradeAI.Streaming.Calendars;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Configuration;

namespace QuantTradeAI.Streaming.Tests.Calendars;

public sealed class MarketCalendarsTests : IDisposable
{
    private const string Lunch = "calendar: lunch\ntime_zone: UTC\nknown_until: 2026-12-31\nregular: {open: 12:00, close: 13:00}\n";

    private static readonly DateTimeOffset Night = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("stocks", false)]
    [InlineData("equities", false)]
    [InlineData("etf", false)]
    [InlineData("crypto", true)]
    [InlineData("forex", true)]
    public void AssetType_UnlessConfigured_HasItsUsualHours(string type, bool isOpenAtNight)
    {
        var calendars = MarketCalendars.Of(Read(""));

        Assert.Equal(isOpenAtNight, calendars.IsOpen([type], Night));
        Assert.True(calendars.IsOpen([type], Day));
    }

    [Fact]
    public void Provider_OfManyTypes_IsOpenWhenOneIs()
    {
        var calendars = MarketCalendars.Of(Read(""));

        Assert.True(calendars.IsOpen(["stocks", "crypto"], Night));
        Assert.False(calendars.IsOpen(["stocks", "etf"], Night));
        Assert.True(calendars.IsOpen([], Night));
    }

    [Fact]
    public void AssetType_ThatIsConfigured_HasThoseHours()
    {
        _folder.Write("calendars/lunch.yaml", Lunch);

        var config = Read("  market_hours: {stocks: always, crypto: us_equities, forex: calendars/lunch.yaml, metals: ./calendars/lunch.yaml}\n");
        var calendars = MarketCalendars.Of(config);

        Assert.True(calendars.IsOpen(["stocks"], Night));
        Assert.False(calendars.IsOpen(["crypto"], Night));
        Assert.Equal((false, true, false), (calendars.IsOpen(["forex"], Night), calendars.IsOpen(["forex"], Noon), calendars.IsOpen(["forex"], Day)));
        Assert.True(calendars.IsOpen(["metals"], Noon));
        var path = Path.Combine(_folder.Path, "calendars", "lunch.yaml");
        Assert.Equal(path, config.MarketHours["forex"]);
        Assert.Contains(path, config.Files);
        Assert.Equal("lunch", Assert.Single(config.Calendars).Value.Name);
    }

    [Fact]
    public void Calendar_ThatChanges_IsAChangeOfConfiguration()
    {
        const string Hours = "  market_hours: {forex: lunch.yaml}\n";
        _folder.Write("lunch.yaml", Lunch);
        var before = Read(Hours);
        Assert.Empty(ConfigDiff.Between(before, Read(Hours)));

        _folder.Write("lunch.yaml", Lunch.Replace("13:00", "14:00", StringComparison.Ordinal) + "holidays: {2026-05-01: May Day}\nhalf_days: {2026-12-24: 12:30}\nextended: {open: 11:00, close: 15:00}\n");
        var changes = ConfigDiff.Between(before, Read(Hours)).Select(change => change.ToString()).ToList();

        var path = $"streaming.market_hours[{Path.Combine(_folder.Path, "lunch.yaml")}]";
        Assert.Equal(
            [
                $"{path}.extended.close: added 15:00",
                $"{path}.extended.open: added 11:00",
                $"{path}.half_days: added 2026-12-24 until 12:30",
                $"{path}.holidays: added 2026-05-01",
                $"{path}.regular.close: changed from 13:00 to 14:00",
            ],
            changes);
    }

    [Fact]
    public void Calendar_OfAConfigurationMadeInCode_IsReadThen()
    {
        var config = new StreamingConfig { Providers = [], MarketHours = Read("").MarketHours.Add("forex", _folder.Write("lunch.yaml", Lunch)) };

        Assert.False(MarketCalendars.Of(config).IsOpen(["forex"], Night));
        File.Delete(config.MarketHours["forex"]);
        Assert.Contains("cannot be read", Assert.Throws<ProviderConfigurationException>(() => MarketCalendars.Of(config)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_AreOfCalendarsThatAreUsed()
    {
        _folder.Write("lunch.yaml", Lunch);
        var calendars = MarketCalendars.Of(Read("  market_hours: {stocks: always, equities: always, etf: always, forex: lunch.yaml}\n"));

        Assert.Empty(calendars.WarningsAt(Day));
        Assert.Equal(
            ["the holidays of the calendar 'lunch' are known until 2026-12-31 only; later ones count as trading days"],
            calendars.WarningsAt(Day.AddYears(9)));
    }

    [Fact]
    public void Stocks_WithoutNewYorksTimeZone_CountAsOpenWithAWarning()
    {
        var calendars = MarketCalendars.Of(Read(""), knowsNewYork: false);

        Assert.True(calendars.IsOpen(["stocks"], Night));
        Assert.Contains("does not know the time zone America/New_York", Assert.Single(calendars.WarningsAt(Day)), StringComparison.Ordinal);
        Assert.Empty(MarketCalendars.Of(Read("  market_hours: {stocks: always, equities: always, etf: always}\n"), knowsNewYork: false).WarningsAt(Day));
    }

    private StreamingConfig Read(string hours) => StreamingConfigReader.Load(
        _folder.Write("streaming.yaml", $"streaming:\n{hours}  providers: [{{name: binance, websocket_url: \"wss://x/\"}}]\n"), ConfigCatalog.Usual, _ => null);
}
