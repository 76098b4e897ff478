using QuantTradeAI.Gateway.Tests.Support;

namespace QuantTradeAI.Gateway.Tests.Commands;

/// <summary>With the example's own assembly as a plugin: at the built-in version it is a conflict.</summary>
public sealed class PluginCommandTests : IDisposable
{
    private const string Assembly = "QuantTradeAI.Plugins.Example.dll";
    private readonly string _root = Directory.CreateTempSubdirectory("plugins-").FullName;

    public PluginCommandTests()
    {
        Directory.CreateDirectory(Folder);
        File.Copy(Path.Combine(AppContext.BaseDirectory, Assembly), Path.Combine(Folder, Assembly));
    }

    private string Folder => Path.Combine(_root, "example");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Providers_WithoutPlugins_ShowsTheBuiltInOnes()
    {
        var (code, run) = await Invocation.RunAsync("providers");

        Assert.Equal(0, code);
        Assert.Contains("example     1.0.0    built-in  crypto, stocks: trades, quotes, order_book; 500", run.Output.Lines);
        Assert.All(run.Output.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task Providers_WithAPackedPluginOfTheSameVersion_ShowsTheConflict()
    {
        var (packed, _) = await Invocation.RunAsync("plugins", "pack", Folder);
        var (code, run) = await Invocation.RunAsync("providers", "--plugins", _root);

        Assert.Equal((0, 0), (packed, code));
        Assert.Contains("IGNORED, A CONFLICT: example 1.0.0 from", run.Output.Lines);
        Assert.Contains($"  {Folder}", run.Output.Lines);
        Assert.All(run.Output.Lines.Where(line => line.Trim().Contains(' ', StringComparison.Ordinal)), line => Assert.True(line.Length <= 80 || line.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal), line));
    }

    [Fact]
    public async Task Providers_WithARefusedPlugin_ShowsWhyAndFails()
    {
        await Invocation.RunAsync("plugins", "pack", Folder);
        var manifest = Path.Combine(Folder, "plugin.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("1.0.0", "9.0.0", StringComparison.Ordinal));

        var (code, run) = await Invocation.RunAsync("providers", "--plugins", _root, "--plugins", Path.Combine(_root, "none"), "--format", "json");

        Assert.Equal(1, code);
        var refused = run.Result["not_used"]!.AsArray().Select(one => one!.AsObject()).ToList();
        Assert.Equal(["refused", "refused"], refused.Select(one => (string?)one["kind"]));
        Assert.Contains(refused, one => ((string)one["reason"]!).Contains("the adapter is example 1.0.0, the manifest says example 9.0.0", StringComparison.Ordinal));
        Assert.Contains(refused, one => ((string)one["reason"]!).StartsWith("there is no such folder", StringComparison.Ordinal));
        var example = run.Result["registered"]!.AsArray().Single(one => (string?)one!["name"] == "example")!;
        Assert.Equal(("1.0.0", "built_in", 500), ((string?)example["version"], (string?)example["origin"], (int?)example["max_subscriptions"]));
    }

    [Fact]
    public async Task Plugins_PackedAndVerified_TellTheSameManifest()
    {
        var (packedCode, packed) = await Invocation.RunAsync("plugins", "pack", Folder, "--format", "json");
        var (verifiedCode, verified) = await Invocation.RunAsync("plugins", "verify", Folder);

        Assert.Equal((0, 0), (packedCode, verifiedCode));
        Assert.Equal("example 1.0.0 verified: 1 file", verified.Output.Lines[0]);
        Assert.Equal($"  {packed.Result["manifest_sha256"]}", verified.Output.Lines[^1]);
        Assert.True((bool)packed.Result["changed"]!);
        Assert.Equal([Assembly], packed.Result["files"]!.AsArray().Select(file => (string?)file));
    }

    [Fact]
    public async Task Example_PackedByItsProject_IsAPluginThatVerifies()
    {
        var output = Path.Combine(_root, "packed");

        await Dotnet.RunAsync("build", "plugins/QuantTradeAI.Plugins.Example", "-t:PackPlugin", "-p:NoBuild=true", "-p:BuildProjectReferences=false", "--no-restore", $"-p:PluginDirectory={output}");

        var (code, run) = await Invocation.RunAsync("plugins", "verify", Path.Combine(output, "example"));
        Assert.Equal(0, code);
        Assert.Equal("example 1.0.0 verified: 2 files", run.Output.Lines[0]);
    }

    [Fact]
    public async Task Plugins_VerifyOfAFolderWithoutAManifest_Fails()
    {
        var (code, run) = await Invocation.RunAsync("plugins", "verify", Folder);

        Assert.Equal(1, code);
        Assert.Equal([$"gateway: {Folder}: the file 'plugin.json' is missing; expected a file that can be read"], run.Error.Lines);
        Assert.Empty(run.Output.Lines);
    }
}
