using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Tests.Symbols;
using static QuantTradeAI.Streaming.Tests.Symbols.HubRig;

namespace QuantTradeAI.Streaming.Tests.Health;

/// <summary>Sequences are tracked by the symbol stage, per provider, symbol and kind; here is that health tells of it.</summary>
public sealed class LostEventsTests
{
    private readonly HubRig _rig = new();

    // A42
    [Theory]
    [InlineData("1 3", 1, 1, 0)]
    [InlineData("1 2 5 3 4 6", 0, 1, 0)]
    [InlineData("1 2 2 1 3", 0, 0, 2)]
    [InlineData("2000000 1 2 3", 0, 1, 0)]
    public void Report_OfSequences_TellsLostGapsAndDuplicates(string ids, long lost, long gaps, long duplicates)
    {
        foreach (var id in ids.Split(' '))
            _rig.Trades(long.Parse(id));
        var report = Report(A);
        Assert.Equal((lost, gaps, duplicates), (report.Lost, report.Gaps, report.Duplicates));
    }

    // A42: per symbol, per channel, per provider.
    [Fact]
    public void Report_OfSeveralSequences_TellsThemApart()
    {
        _rig.Publish(TradeOf(1), TradeOf(1, symbol: Eth), QuoteOf(1), TradeOf(2), TradeOf(2, symbol: Eth), QuoteOf(7), TradeOf(1, B), TradeOf(3, B));
        Assert.Equal((0, 0, 0), (Report(A).Lost, Report(A).Gaps, Report(A).Duplicates));
        Assert.Equal((1, 1, 0), (Report(B).Lost, Report(B).Gaps, Report(B).Duplicates));
    }

    private ProviderHealthReport Report(ProviderId provider) => new StreamingHealthMonitor(null, _rig.Clock).Sample(
        HealthSample.Of(Samples.Live() with { Provider = provider.ToString() }) with { Streams = _rig.Hub.Totals().Providers[provider] });
}
