using QuantTradeAI.Cluster.Configuration;
using QuantTradeAI.Cluster.Registry;

namespace QuantTradeAI.Cluster.Tests.Registry;

public sealed class ConfigurationBookTests
{
    [Theory]
    [InlineData("a", "Taken", 1, "a")]
    [InlineData("a a", "Unchanged", 1, "a")]
    [InlineData("a a!", "Unchanged", 1, "a")]
    [InlineData("a b", "Taken", 2, "b")]
    [InlineData("a b a", "Outdated", 2, "b")]
    [InlineData("a b a!", "Taken", 3, "a")]
    [InlineData("a b a! b", "Outdated", 3, "a")]
    [InlineData("a b a! b a", "Unchanged", 3, "a")]
    [InlineData("a b c a b", "Outdated", 3, "c")]
    public void Offers_OneAfterAnother_GiveTheNewestThatSomebodyMeans(string offers, string verdict, long version, string text)
    {
        var book = ConfigurationBook.Empty;
        var last = ConfigurationVerdict.Unchanged;
        foreach (var offer in offers.Split(' '))
            (last, book) = book.Offer(Offer(offer.TrimEnd('!'), offer.EndsWith('!')));

        Assert.Equal((verdict, version, text), (last.ToString(), book.Current.Version, book.Current.Files[0].Text));
        Assert.DoesNotContain(book.Hash, book.History);
    }

    [Fact]
    public void History_OfManyChanges_IsBoundedAndForgetsTheOldest()
    {
        var book = ConfigurationBook.Empty;
        for (var i = 0; i <= ConfigurationBook.MaxHistory + 1; i++)
            book = book.Offer(Offer($"{i}")).Next;

        Assert.Equal(ConfigurationBook.MaxHistory, book.History.Length);
        Assert.Equal(ConfigurationVerdict.Outdated, book.Offer(Offer("1")).Verdict);
        Assert.Equal(ConfigurationVerdict.Taken, book.Offer(Offer("0")).Verdict);
    }

    [Fact]
    public void Version_ThatASiloFollowsAlready_IsNeverGivenAgain()
    {
        var book = ConfigurationBook.Empty.Offer(Offer("a")).Next.WithSeen(7).WithSeen(3);

        book = book.Offer(Offer("b")).Next;

        Assert.Equal(8, book.Current.Version);
    }

    [Fact]
    public void Offer_LargerThanTheLimits_IsRefusedAndSaysSo()
    {
        var large = new string('x', ConfigurationLimits.MaxFileBytes);

        Assert.Equal(1, ConfigurationBook.Empty.Offer(Offer(large)).Next.Current.Version);
        Assert.Equal("silo: main.yaml is 1,048,577 bytes long; expected 1,048,576 at most, so that all silos can have it.", Refusal(Offer(large + "x")));
        Assert.Contains("5 files are 4,194,305 bytes long together", Refusal(Offer("x") with { Files = [new("main.yaml", "x"), .. Enumerable.Range(0, 4).Select(i => new ConfigurationFile($"{i}", large))] }), StringComparison.Ordinal);
        Assert.Contains("257 files", Refusal(Offer("x") with { Files = [.. Enumerable.Range(0, 257).Select(i => new ConfigurationFile($"{i}", ""))] }), StringComparison.Ordinal);
        Assert.Contains("does not have main.yaml", Refusal(Offer("x") with { Files = default }), StringComparison.Ordinal);
        Assert.Contains("the file main.yaml twice", Refusal(Offer("x") with { Files = [new("main.yaml", "x"), new("main.yaml", "y")] }), StringComparison.Ordinal);
    }

    [Fact]
    public void State_OfABook_GivesTheBookBack()
    {
        var book = ConfigurationBook.Empty.Offer(Offer("a")).Next.Offer(Offer("b")).Next;

        var again = RegistryState.Of(book).ToBook();

        Assert.Equal((book.Current.Version, book.Hash), (again.Current.Version, again.Hash));
        Assert.Equal(book.History.AsEnumerable(), again.History.AsEnumerable());
    }

    private static string Refusal(ConfigurationOffer offer) => Assert.Throws<ArgumentException>(() => ConfigurationBook.Empty.Offer(offer)).Message;

    private static ConfigurationOffer Offer(string text, bool isChange = false) => new("silo", "main.yaml", [new ConfigurationFile("main.yaml", text)], isChange);
}
