using QuantTradeAI.Cluster.Registry;

namespace QuantTradeAI.Cluster.Tests.Registry;

public sealed class AdapterBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a 1.0.0 built_in, b 1.0.1 built_in", "1.0.1 built_in")]
    [InlineData("b 1.0.1 plugin, a 1.0.0 built_in", "1.0.1 plugin")]
    [InlineData("a 1.9.0 built_in, b 1.10.0 built_in", "1.10.0 built_in")]
    [InlineData("a 2.0.0-rc.1 plugin, b 1.0.0 built_in", "2.0.0-rc.1 plugin")]
    [InlineData("a 2.0.0-rc.1 plugin, b 2.0.0 built_in", "2.0.0 built_in")]
    [InlineData("a 1.0.0 plugin, b 1.0.0 built_in", "1.0.0 built_in")]
    public void Serving_OfSeveralVersions_IsTheHighestWhateverTheOrder(string carried, string serving)
    {
        var reports = carried.Split(", ").Select(one => one.Split(' ')).Select(one => Report(one[0], one[1], one[2])).ToList();
        foreach (var order in new[] { reports, Enumerable.Reverse(reports) })
        {
            var book = order.Aggregate(AdapterBook.Empty, (before, report) => before.With(report, Start));
            var one = Assert.Single(book.View(0, "").Serving);
            Assert.Equal(serving, $"{one.Version} {one.Origin}");
        }
    }

    [Fact]
    public void Silo_ThatTellsNoMore_IsForgottenAfterALifetime()
    {
        var book = AdapterBook.Empty.With(Report("a", "2.0.0"), Start).With(Report("b", "1.0.0"), Start + TimeSpan.FromSeconds(10));

        Assert.Equal(2, book.Without(_ => false, Start + AdapterBook.Lifetime).View(0, "").Silos.Length);
        var view = book.Without(_ => false, Start + AdapterBook.Lifetime + TimeSpan.FromMilliseconds(1)).View(0, "");

        Assert.Equal("b", Assert.Single(view.Silos).Silo);
        Assert.Equal("1.0.0", Assert.Single(view.Serving).Version);
    }

    [Fact]
    public void Silo_KnownToBeDead_IsForgottenAtOnce()
    {
        var book = AdapterBook.Empty.With(Report("a", "2.0.0"), Start).With(Report("b", "1.0.0"), Start).Without(silo => silo == "a", Start);

        Assert.Equal("b", Assert.Single(book.View(0, "").Silos).Silo);
    }

    [Fact]
    public void Report_InThePlaceOfAnother_TakesAwayWhatIsGone()
    {
        var book = AdapterBook.Empty.With(Report("a", "2.0.0"), Start).With(new SiloReport { Silo = "a", Adapters = [] }, Start);

        Assert.Empty(book.View(0, "").Serving);
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("")]
    public void Report_WithAVersionThatIsNone_IsRefused(string version) => Assert.Throws<ArgumentException>(() => AdapterBook.Empty.With(Report("a", version), Start));

    [Fact]
    public void Reports_BeyondTheBounds_AreRefused()
    {
        var many = Enumerable.Range(0, AdapterBook.MaxAdapters + 1).Select(i => new AdapterReport($"p{i}", "1.0.0", "built_in", ""));
        Assert.Throws<ArgumentException>(() => AdapterBook.Empty.With(new SiloReport { Silo = "a", Adapters = [.. many] }, Start));

        var full = Enumerable.Range(0, AdapterBook.MaxSilos).Aggregate(AdapterBook.Empty, (book, i) => book.With(Report($"s{i}", "1.0.0"), Start));
        Assert.Throws<ArgumentException>(() => full.With(Report("one more", "1.0.0"), Start));
        full.With(Report("s1", "1.0.0"), Start);
    }

    private static SiloReport Report(string silo, string version, string origin = "built_in") =>
        new() { Silo = silo, Adapters = [new AdapterReport("binance", version, origin, "")] };
}
