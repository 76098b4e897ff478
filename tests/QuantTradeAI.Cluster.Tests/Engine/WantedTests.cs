using QuantTradeAI.Cluster.Engine;
using QuantTradeAI.Cluster.Tests.Symbols;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Tests.Engine;

/// <summary>What silos want of a provider, from the symbols to the owner.</summary>
public sealed class WantedTests
{
    private const string Silo = "S127.0.0.1:1:1";

    [Fact]
    public void Provider_ThatConfigurationTakesAwayAndBringsBack_IsToldWhatIsWanted_UnderAHigherNumber()
    {
        using var rig = new SymbolRig();
        var owner = new WantedBook();
        rig.Open();
        for (var epoch = 2; epoch < 12; epoch++)
            rig.Stand(epoch);
        rig.Calls.Next(wanted => owner.Take(wanted) && wanted.Symbols.Length == 1 && wanted.Number >= 10, "what is wanted");

        rig.Symbols.Use(SymbolRig.Nothing);
        rig.Symbols.Use(SymbolRig.Config);
        rig.Stand(12);

        rig.Calls.Next(wanted => owner.Take(wanted) && wanted.Symbols.Length == 1, "what is wanted of the provider that is back");
    }

    [Fact]
    public async Task Symbol_ThatIsNone_IsRefused_AndHoldsNothingElseUp()
    {
        await using var rig = new ProvidersRig();
        var hosted = await rig.TakeAsync("binance");

        rig.Providers.SetWanted(hosted, Wanted(1, "no symbol", "ETH-USDT"));
        rig.Providers.SetWanted(hosted, Wanted(2, "no symbol", "ETH-USDT", "SOL-USDT"));

        Assert.Equal(3, rig.CountOf("binance"));
    }

    [Fact]
    public async Task Symbols_ThatAreMissing_CountAsNone()
    {
        await using var rig = new ProvidersRig();
        var hosted = await rig.TakeAsync("binance");

        rig.Providers.SetWanted(hosted, new WantedBySilo(Silo, 1, default));

        Assert.Equal(1, rig.CountOf("binance"));
    }

    [Fact]
    public void Symbol_WithoutAName_IsRefusedAtOnce()
    {
        var book = new WantedBook();

        Assert.Throws<ArgumentException>(() => book.Take(Wanted(1, "")));
        Assert.Throws<ArgumentException>(() => book.Take(Wanted(1, [null!])));
    }

    [Fact]
    public async Task Refusal_IsToldOnce_UntilItIsServed()
    {
        await using var rig = new ProvidersRig();
        var hosted = await rig.TakeAsync("binance");
        var refused = new List<string>();
        var book = new WantedBook();
        for (var number = 1; number <= 3; number++)
        {
            book.Take(Wanted(number, "A-B", "C-D", "E-F"));
            book.Ask(rig.Providers.Fleet.Find(hosted.Name), (symbol, _, _) => refused.Add(symbol));
        }

        Assert.Equal(["E-F"], refused);
    }

    [Fact]
    public void Silos_BeyondTheMost_AreRefused()
    {
        var book = new WantedBook();
        for (var silo = 0; silo < WantedBook.MaxSilos; silo++)
            Assert.True(book.Take(Wanted(1) with { Silo = $"S127.0.0.1:1:{silo}" }));

        Assert.Throws<ArgumentException>(() => book.Take(Wanted(1) with { Silo = "S127.0.0.1:2:1" }));
        Assert.True(book.Take(Wanted(2) with { Silo = "S127.0.0.1:1:7" }));
    }

    [Fact]
    public void Silo_ThatIsNotAmongTheMembersYet_KeepsWhatItWants()
    {
        var book = new WantedBook();
        book.Take(Wanted(1, "BTC-USD"));

        Assert.False(book.Drop(silo => silo != Silo));
        Assert.True(book.Drop(silo => silo == Silo));
    }

    private static WantedBySilo Wanted(long number, params string[] symbols) =>
        new(Silo, number, [.. symbols.Select(symbol => new WantedSymbol(symbol, DataTypes.Trades))]);
}
