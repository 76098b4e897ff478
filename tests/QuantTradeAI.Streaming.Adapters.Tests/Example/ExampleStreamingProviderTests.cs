using System.Text;
using QuantTradeAI.Plugins.Example;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests.Example;

public class ExampleStreamingProviderTests
{
    private const string TradeFrame = """[{"type":"trade","symbol":"AAPL","id":1001,"price":"189.30","size":"25","side":"buy","time":1764000000123456789}]""";
    private const string QuoteFrame = """[{"type":"quote","symbol":"AAPL","id":2001,"bid":"189.29","bid_size":"300","ask":"189.31","ask_size":"100","time":1764000000123456789}]""";

    private static readonly string[] Kinds =
        ["bad_json", "bad_root", "bad_element", "missing_type", "bad_trade", "bad_quote", "bad_book", "unsubscribed", "other", "empty"];

    private static Harness NewHarness() => new(new ExampleStreamingProvider(), Harness.Settings(), "AAPL", "BTC-USD");

    [Fact] // A30
    public void Discovery_ByDefault_FindsTheExample()
    {
        var metadata = new ProviderDiscovery().Discover().Find("example");

        Assert.Equal("1.0.0", metadata.Version);
        Assert.Equal(["crypto", "stocks"], metadata.Capabilities.AssetTypes);
        Assert.Equal(DataTypes.Trades | DataTypes.Quotes | DataTypes.OrderBook, metadata.Capabilities.DataTypes);
        Assert.Equal((500, 1_200, false), (metadata.Capabilities.MaxSubscriptions, metadata.Capabilities.RateLimitPerMinute, metadata.Capabilities.RequiresAuthentication));
        Assert.Equal("QuantTradeAI.Plugins.Example.dll", Path.GetFileName(metadata.ModulePath));
    }

    [Fact] // A30
    public void Discovery_ByDefault_FindsTheVenues()
    {
        var registry = new ProviderDiscovery().Discover();

        Assert.Superset(BuiltInAdapters.All.Select(adapter => adapter.ProviderName).ToHashSet(), registry.Names.ToHashSet());
        Assert.Empty(registry.Outcome.Unused);
    }

    [Fact]
    public void Example_ReferencesOnlyTheContract() =>
        Assert.Equal(
            ["QuantTradeAI.Streaming.Abstractions"],
            typeof(ExampleStreamingProvider).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""[{"type":"book","symbol":"AAPL","id":3,"snapshot":true,"bids":[["189.29","300"],["189.28","5"]],"asks":[["189.31","100"]],"time":5}]""", true)]
    [InlineData("""[{"type":"book","symbol":"AAPL","id":3,"snapshot":false,"bids":[["189.29","300"],["189.28","5"]],"asks":[["189.31","100"]],"time":5}]""", false)]
    public void Book_Decoded_HasItsLevels(string frame, bool isSnapshot)
    {
        var book = NewHarness().Decode(frame).Events[0];

        Assert.Equal((MarketEventKind.Book, isSnapshot), (book.Kind, book.IsSnapshot));
        var levels = isSnapshot ? book.BookSnapshot.Levels : book.BookUpdate.Levels;
        Assert.Equal(["189.29 x 300", "189.28 x 5"], levels.Bids.Select(level => $"{level.Price} x {level.Size}"));
        Assert.Equal(["189.31 x 100"], levels.Asks.Select(level => $"{level.Price} x {level.Size}"));
        Assert.Equal((3, 3), (levels.FirstUpdateId, levels.LastUpdateId));
    }

    [Fact]
    public void TradesAndQuotes_Decoded_AllocateNothing() => AssertNoAllocation.Of(NewHarness(), [Encoding.UTF8.GetBytes(TradeFrame), Encoding.UTF8.GetBytes(QuoteFrame)]);

    [Fact]
    public void Frames_Spoilt_ComeToSomethingOfAFixedKind()
    {
        byte[][] frames =
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Golden", "example.txt"))
                .Where(line => line.StartsWith("< ", StringComparison.Ordinal))
                .Select(line => Encoding.UTF8.GetBytes(line[2..])),
        ];
        var harness = NewHarness();
        var random = new Random(42);
        var mutator = new Mutator(random);
        var (decoded, rejected) = (0, 0);
        for (var i = 0; i < 50_000; i++)
        {
            var frame = mutator.Next(frames[random.Next(frames.Length)], frames[random.Next(frames.Length)]);
            var output = harness.Decode(frame);
            Assert.True(
                output.Events.Length + output.Ignored.Count + output.Rejected.Count + output.Heartbeats.Count + output.Signals.Count > 0,
                $"Frame {i} came to nothing: {Encoding.UTF8.GetString(frame)}");
            Assert.All(output.Ignored.Concat(output.Rejected), kind => Assert.Contains(kind, Kinds));
            decoded += output.Events.Length;
            rejected += output.Rejected.Count;
        }

        Assert.True(decoded > 1_000 && rejected > 1_000, $"{decoded} decoded, {rejected} rejected: the test shows little.");
    }
}
