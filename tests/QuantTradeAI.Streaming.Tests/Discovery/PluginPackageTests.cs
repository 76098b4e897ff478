using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

public sealed class PluginPackageTests : IDisposable
{
    private readonly PluginRig _rig = new();

    public void Dispose() => _rig.Dispose();

    private string ManifestPath => Path.Combine(_rig.Folder("dropped"), PluginManifest.FileName);

    [Fact]
    public async Task Pack_OfAFolder_WritesAManifestThatIsLoaded()
    {
        _rig.Put("dropped", PluginRig.Entry, PluginCompiler.Compile("Dropped", PluginCompiler.Adapter(version: "1.2.3")));
        _rig.Put("dropped", "notes/readme.txt", [1, 2]);
        _rig.Put("dropped", ".hidden", [1]);
        _rig.Put("dropped", "QuantTradeAI.Streaming.Abstractions.dll", [1]);

        var packed = await PluginPackage.PackAsync(_rig.Folder("dropped"));
        var verified = await PluginPackage.VerifyAsync(_rig.Folder("dropped"));

        Assert.Equal([PluginRig.Entry, "notes/readme.txt"], packed.Files.AsEnumerable());
        Assert.Equal((packed.ManifestHash, "dropped", "1.2.3"), (verified.ManifestHash, verified.Metadata.Name, verified.Metadata.Version));
        Assert.Equal("1.2.3", Assert.Single((await _rig.RefreshAsync()).Changes, change => change.Name == "dropped").To);
    }

    [Fact]
    public async Task Pack_Twice_ChangesNothing()
    {
        _rig.Put("dropped", PluginRig.Entry, PluginCompiler.Compile("Dropped", PluginCompiler.Adapter()));

        Assert.True((await PluginPackage.PackAsync(_rig.Folder("dropped"))).IsChanged);
        var (bytes, written) = (await File.ReadAllBytesAsync(ManifestPath), File.GetLastWriteTimeUtc(ManifestPath));
        Assert.False((await PluginPackage.PackAsync(_rig.Folder("dropped"))).IsChanged);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(ManifestPath));
        Assert.Equal(written, File.GetLastWriteTimeUtc(ManifestPath));
        Assert.Equal([PluginRig.Entry, PluginManifest.FileName], Directory.GetFiles(_rig.Folder("dropped")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("public class Nothing;", "it holds 0 adapters; expected one public class derived from StreamingProviderAdapter")]
    [InlineData("public abstract class Half : StreamingProviderAdapter;", "it holds 0 adapters; expected one public class derived from StreamingProviderAdapter")]
    public async Task Pack_WithoutAnAdapter_WritesNothing(string source, string reason)
    {
        _rig.Put("dropped", PluginRig.Entry, PluginCompiler.Compile("Dropped", source));

        Assert.Equal($"{_rig.Folder("dropped")}: {reason}", (await Assert.ThrowsAsync<ProviderDiscoveryException>(() => PluginPackage.PackAsync(_rig.Folder("dropped")))).Message);
        Assert.False(File.Exists(ManifestPath));
    }

    [Fact]
    public async Task Pack_OfABrokenAdapter_WritesNothing()
    {
        _rig.Put("dropped", PluginRig.Entry, PluginCompiler.Compile("Dropped", PluginCompiler.Adapter(decode: "throw new Exception(\"broken\");")));

        var failure = await Assert.ThrowsAsync<ProviderDiscoveryException>(() => PluginPackage.PackAsync(_rig.Folder("dropped")));

        Assert.Contains("Decode of garbage threw Exception: broken", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(ManifestPath));
    }

    [Fact]
    public async Task Pack_OfAFolderOfPlugins_IsRefused()
    {
        _rig.Drop("dropped");

        var failure = await Assert.ThrowsAsync<ProviderDiscoveryException>(() => PluginPackage.PackAsync(_rig.Root));

        Assert.Equal($"{_rig.Root}: it holds the plugin folder 'dropped'; name that one, or take it out", failure.Message);
    }

    [Fact]
    public async Task Verify_OfWhatIsNoPlugin_SaysWhy()
    {
        Assert.Equal("/no/such: there is no such folder; name the folder with the plugin's files.", (await Assert.ThrowsAsync<ProviderDiscoveryException>(() => PluginPackage.VerifyAsync("/no/such"))).Message);
        Assert.Equal(
            $"{_rig.Root}: the file 'plugin.json' is missing; expected a file that can be read",
            (await Assert.ThrowsAsync<ProviderDiscoveryException>(() => PluginPackage.VerifyAsync(_rig.Root))).Message);
    }
}
