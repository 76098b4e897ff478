using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Configuration;

/// <summary>A configuration that is read where its documents are not.</summary>
public sealed class GivenFilesTests : IDisposable
{
    private const string Main = """
        streaming:
          storage: {directory: state}
          market_hours: {stocks: ../calendars/lunch.yaml}
          providers:
          - {name: coinbase, config: providers/coinbase.yaml, subscriptions: [trades], symbols: [BTC-USD], credentials: {key: "${file:secrets/key}"}}
        """;

    private const string Document = """
        provider: coinbase
        environments:
          dev: {websocket_url: "wss://${HOST}/", asset_types: [crypto], data_types: [trades]}
        """;

    private const string Lunch = """
        calendar: lunch
        time_zone: UTC
        known_until: "2027-12-31"
        regular: {open: "12:00", close: "13:00"}
        """;

    private readonly TemporaryFolder _there = new();
    private readonly TemporaryFolder _here = new();

    public void Dispose()
    {
        _there.Dispose();
        _here.Dispose();
    }

    [Fact]
    public void Configuration_ReadFromGivenTexts_IsThatOfTheDisk()
    {
        var path = Write(_there);
        _there.Write("config/secrets/key", "one");
        var recorded = new KeptFiles(DiskFiles.Instance);
        var read = new List<string>();
        var before = StreamingConfigReader.Load(path, Sources(recorded), read);

        var after = StreamingConfigReader.Load(path, Sources(new GivenFiles(Texts(recorded, _there, _there))), null);

        Assert.Empty(ConfigDiff.Between(before, after));
        Assert.Equal(3, recorded.Contents.Count);
        Assert.Contains(read, file => file.EndsWith("secrets/key", StringComparison.Ordinal));
        Assert.DoesNotContain(recorded.Contents.Keys, file => file.Contains("secrets", StringComparison.Ordinal));
    }

    [Fact]
    public void Configuration_ReadElsewhere_TakesSecretsAndFoldersFromThere()
    {
        var path = Write(_there);
        _there.Write("config/secrets/key", "one");
        var recorded = new KeptFiles(DiskFiles.Instance);
        StreamingConfigReader.Load(path, Sources(recorded), null);
        _here.Write("config/secrets/key", "another");

        var config = StreamingConfigReader.Load(Path.Combine(_here.Path, "config/streaming.yaml"), Sources(new GivenFiles(Texts(recorded, _there, _here))), null);

        Assert.Equal(Path.Combine(_here.Path, "config/state"), config.Storage.Directory);
        Assert.Equal("another", config.Providers[0].Credentials["key"].Reveal());
        Assert.Equal("lunch", Assert.Single(config.Calendars).Value.Name);
    }

    [Fact]
    public void Document_ThatDidNotCome_IsNamedWithItsPlace()
    {
        var path = Path.Combine(_here.Path, "streaming.yaml");
        var files = new GivenFiles(new Dictionary<string, string> { [path] = "streaming: {providers: [{name: binance, config: there.yaml}]}" });
        _here.Write("there.yaml", "provider: binance");

        var error = Assert.Throws<ProviderConfigurationException>(() => StreamingConfigReader.Load(path, Sources(files), null));

        Assert.StartsWith($"{Path.Combine(_here.Path, "there.yaml")}:1:1: the file cannot be read: it did not come with the configuration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Provider_WhoseAdapterIsElsewhere_IsNoProblem()
    {
        var path = _here.Write("streaming.yaml", "streaming: {providers: [{name: kraken, symbols: [BTC-USD]}, {name: krakne}]}");

        var error = Assert.Throws<ProviderConfigurationException>(
            () => StreamingConfigReader.Load(path, Sources(DiskFiles.Instance) with { Elsewhere = ["kraken"] }, null));

        Assert.All(error.Message.Split(Environment.NewLine), line => Assert.Contains("streaming.providers[1]", line, StringComparison.Ordinal));
        Assert.Contains("krakne", error.Message, StringComparison.Ordinal);
    }

    private static string Write(TemporaryFolder folder)
    {
        folder.Write("calendars/lunch.yaml", Lunch);
        folder.Write("config/providers/coinbase.yaml", Document);
        return folder.Write("config/streaming.yaml", Main);
    }

    private static Dictionary<string, string> Texts(KeptFiles recorded, TemporaryFolder from, TemporaryFolder to) => recorded.Contents.ToDictionary(
        read => Path.GetFullPath(read.Key).Replace(from.Path, to.Path, StringComparison.Ordinal), read => ConfigFile.Text(read.Value));

    private static ConfigSources Sources(IConfigFiles files) =>
        new(ConfigCatalog.Usual.Names, ConfigCatalog.Usual, variable => variable == "HOST" ? "coinbase.example" : null) { Files = files };
}
