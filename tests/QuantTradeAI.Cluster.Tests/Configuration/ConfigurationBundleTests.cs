using QuantTradeAI.Cluster.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Tests.Configuration;

public sealed class ConfigurationBundleTests : IDisposable
{
    private const string Document = "provider: coinbase\nenvironments:\n  dev: {websocket_url: \"wss://${HOST}/\", asset_types: [crypto], data_types: [trades]}\n";

    private readonly ConfigurationFolder _there = new();
    private readonly ConfigurationFolder _here = new();

    public void Dispose()
    {
        _there.Dispose();
        _here.Dispose();
    }

    [Fact]
    public void Bundle_OfAConfiguration_HasItsDocumentsAsWrittenAndNoSecret()
    {
        WriteThere();

        var (_, bundle) = _there.Reader.ReadOwn([]);

        Assert.Equal("streaming.yaml", bundle.Main);
        Assert.Equal(["providers/coinbase.yaml", "streaming.yaml"], bundle.Files.Select(file => file.Name));
        Assert.Equal(Document, bundle.Files[0].Text);
        Assert.DoesNotContain("hidden", string.Concat(bundle.Files.Select(file => file.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_ReadOnASiloWithoutTheFiles_IsFilledInFromThatSilo()
    {
        WriteThere();
        var (there, bundle) = _there.Reader.ReadOwn([]);
        _here.Write("secrets/key", "another");
        _here.Variables["HOST"] = "elsewhere.example";

        var read = new List<string>();
        var here = _here.Reader.Read(bundle, read);

        Assert.Equal("wss://venue.example/", there.Providers[0].WebSocketUrl.ToString());
        Assert.Equal("wss://elsewhere.example/", here.Providers[0].WebSocketUrl.ToString());
        Assert.Equal("another", here.Providers[0].Credentials["key"].Reveal());
        Assert.Equal(Path.Combine(_here.Path, "data"), here.Storage.Directory);
        Assert.Contains(Path.Combine(_here.Path, "secrets/key"), read);
        Assert.False(File.Exists(_here.Main));
    }

    [Fact]
    public void Bundle_WithAMistake_IsToldByTheFilesName()
    {
        var bundle = new ConfigurationBundle("streaming.yaml", [new ConfigurationFile("streaming.yaml", "streaming:\n  nonsense: 1\n")]);

        var error = Assert.Throws<ProviderConfigurationException>(() => _here.Reader.Read(bundle, []));

        Assert.StartsWith($"{_here.Main}:2:3 streaming.nonsense:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bundle_WithADocumentAboveTheFolder_IsFoundAboveTheFolderHere()
    {
        var name = $"{Guid.NewGuid():N}.yaml";
        var above = Path.Combine(Path.GetDirectoryName(_there.Path)!, name);
        File.WriteAllText(above, Document);
        try
        {
            _there.Write("streaming.yaml", $"streaming: {{providers: [{{name: coinbase, config: ../{name}, subscriptions: [trades], symbols: [BTC-USD]}}]}}");
            var (_, bundle) = _there.Reader.ReadOwn([]);
            File.Delete(above);

            Assert.Equal($"../{name}", bundle.Files[0].Name);
            Assert.Equal("wss://venue.example/", _here.Reader.Read(bundle, []).Providers[0].WebSocketUrl.ToString());
        }
        finally
        {
            File.Delete(above);
        }
    }

    [Fact]
    public void Bundle_LargerThanSilosHandEachOther_IsRefusedWithItsSize()
    {
        _there.WriteMain(1);
        _there.Write("streaming.yaml", File.ReadAllText(_there.Main) + "# " + new string('é', 600_000));

        var error = Assert.Throws<ProviderConfigurationException>(() => _there.Reader.ReadOwn([]));

        Assert.Contains("expected 1,048,576 at most", error.Message, StringComparison.Ordinal);
    }

    private void WriteThere()
    {
        _there.Write("secrets/key", "hidden");
        _there.Write("providers/coinbase.yaml", Document);
        _there.Write(
            "streaming.yaml",
            "streaming:\n  providers:\n  - {name: coinbase, config: providers/coinbase.yaml, subscriptions: [trades], symbols: [BTC-USD], credentials: {key: \"${file:secrets/key}\"}}\n");
    }
}
