using System.Text;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>Whatever a folder holds, the version that serves keeps serving, and the outcome says what is wrong.</summary>
public sealed class HostileTests : IDisposable
{
    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static readonly string Start = "{\"schema\":1,\"name\":\"dropped\",\"version\":\"2.0.0\",\"entryAssembly\":\"Dropped.dll\",\"files\":{";
    private static readonly string Good = Start + $"\"Dropped.dll\":\"{Hash}\"}}}}";

    private readonly PluginRig _rig = new(options => options with
    {
        AdapterTimeout = TimeSpan.FromSeconds(20),
        Limits = options.Limits with { MaxManifestBytes = 4_000, MaxFiles = 3, MaxFileBytes = 40_000, MaxTotalBytes = 50_000, MaxPlugins = 3 },
    });

    public HostileTests()
    {
        _rig.Drop("dropped");
        _rig.Discovery.Discover();
    }

    public void Dispose() => _rig.Dispose();

    public static TheoryData<string, string> Manifests => new()
    {
        { "", "plugin.json is no JSON at line 1, byte 1; pack the folder again" },
        { "{", "plugin.json is no JSON at line 1, byte 2; pack the folder again" },
        { "[]", "plugin.json is an array; expected an object" },
        { "{}", "plugin.json lacks the key 'schema'; expected schema, name, version, entryAssembly, files" },
        { Good.Replace("{\"schema\"", "{\"extra\":0,\"schema\""), "plugin.json has the unknown key 'extra'; expected schema, name, version, entryAssembly, files" },
        { Good.Replace("{\"schema\"", "{\"name\":\"x\",\"schema\""), "plugin.json has the key 'name' twice; expected it once" },
        { Good.Replace("\"schema\":1", "\"schema\":2"), "plugin.json has the schema 2; expected 1, the one that this version reads" },
        { Good.Replace("\"dropped\"", "\"Dropped\""), "plugin.json name: got 'Dropped'; expected 1 to 64 lower-case letters, digits, '-', '_' and '.', beginning with a letter or digit" },
        { Good.Replace("\"dropped\"", "7"), "plugin.json name: is a number; expected text" },
        { Good.Replace("\"dropped\"", "\"\\ud800\""), "plugin.json holds text that is not valid Unicode; pack the folder again" },
        { Good.Replace("2.0.0", "2.0"), "plugin.json version: got '2.0'; expected a semantic version, like 1.2.0 or 2.0.0-beta.1" },
        { Good.Replace("\"entryAssembly\":\"Dropped.dll\"", "\"entryAssembly\":\"Other.dll\""), "plugin.json entryAssembly: got 'Other.dll'; expected one of the files that ends in .dll" },
        { Good.Replace(Hash, "12"), "plugin.json files: 'Dropped.dll' has the hash '12'; expected a SHA-256 of 64 hexadecimal digits" },
        { Good.Replace($"\"Dropped.dll\":\"{Hash}\"", "7:7"), "plugin.json is no JSON at line 1, byte 87; pack the folder again" },
        { Files("../out.dll"), "plugin.json files: '../out.dll' leaves the folder or is not plain; expected a relative path inside the folder, without '.' and '..'" },
        { Files("/etc/out.dll"), "plugin.json files: '/etc/out.dll' leaves the folder or is not plain; expected a relative path inside the folder, without '.' and '..'" },
        { Files("a/./b.dll"), "plugin.json files: 'a/./b.dll' leaves the folder or is not plain; expected a relative path inside the folder, without '.' and '..'" },
        { Files("c:/out.dll"), "plugin.json files: 'c:/out.dll' has a backslash, a colon or a control character; expected a relative path with '/'" },
        { Files("..\\\\out.dll"), "plugin.json files: '..\\out.dll' has a backslash, a colon or a control character; expected a relative path with '/'" },
        { Files("plugin.json"), "plugin.json files: 'plugin.json' is the manifest itself; take it out" },
        { Files("dropped.DLL"), "plugin.json files: 'dropped.DLL' is there twice but for its case; remove one" },
        { Files("a", "b", "c"), "plugin.json lists more than 3 files; expected at most that many" },
        { Good + new string(' ', 4_000), "'plugin.json' is larger than 4,000 bytes; expected at most that" },
        { new string('[', 3_000), "plugin.json is no JSON at line 1, byte 9; pack the folder again" },
    };

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task Manifest_ThatIsWrong_IsRefused(string manifest, string reason)
    {
        _rig.PutManifest("dropped", manifest);

        Assert.Equal(reason, await _rig.RefusalAsync());
        StillServes();
    }

    [Fact]
    public async Task Manifest_OfInvalidUtf8_IsRefused()
    {
        _rig.Put("dropped", PluginManifest.FileName, [.. Encoding.UTF8.GetBytes(Good.Replace("dropped", "d\u0001")).Select(one => one == 1 ? (byte)0xff : one)]);

        Assert.StartsWith("plugin.json ", await _rig.RefusalAsync(), StringComparison.Ordinal);
        StillServes();
    }

    public static TheoryData<string, string> Sources => new()
    {
        { "public class Nothing;", "'Dropped.dll' holds no adapter; expected one public class derived from StreamingProviderAdapter" },
        { PluginCompiler.Adapter(version: "2.0.0") + PluginCompiler.Adapter(type: "Second"), "'Dropped.dll' holds 2 adapters: DroppedAdapter, Second; expected one, so give each a plugin of its own" },
        { Adapter("static DroppedAdapter() => throw new Exception(\"static\");"), "it broke while making its adapter: Exception: static" },
        { Adapter("public DroppedAdapter() => throw new Exception(\"constructor\");"), "it broke while making its adapter: Exception: constructor" },
        { Adapter("public DroppedAdapter(int none) { }"), "it broke while making its adapter: MissingMethodException: Cannot dynamically create an instance of type 'DroppedAdapter'. Reason: No parameterless constructor defined." },
        { PluginCompiler.Adapter(version: "2.0.1"), "the adapter is dropped 2.0.1, the manifest says dropped 2.0.0; pack the folder again" },
        { PluginCompiler.Adapter(name: "other", version: "2.0.0"), "the adapter is other 2.0.0, the manifest says dropped 2.0.0; pack the folder again" },
        { PluginCompiler.Adapter(version: "two"), "the adapter says that its version is 'two'; expected a semantic version, like 1.2.0 or 2.0.0-beta.1" },
        { Decodes("throw new FormatException(\"what is this?\");"), "the self-test failed: Decode of garbage threw FormatException: what is this?; expected it not to throw" },
        { Decodes("output.Add(new Trade());"), "the self-test failed: Decode made an event of garbage; expected a rejection" },
        { PluginCompiler.Adapter(version: "2.0.0", covers: "[]"), "the self-test failed: BuildSubscribe covers ; expected Trades:BTC-USD" },
        { Adapter("public override string Venue => \" \";"), "the self-test failed: Venue is blank; expected the name of whose trade ids these are" },
        { Adapter("public override string ToNativeSymbol(string canonical) => \"\";"), "the self-test failed: ToNativeSymbol('BTC-USD') returned nothing; expected the venue's spelling" },
        { Adapter("public override System.Collections.Generic.IEnumerable<string> ValidateConfig(ProviderSettings settings) => throw new InvalidOperationException(\"no\");"), "the self-test failed: ValidateConfig threw InvalidOperationException: no; expected it not to throw" },
        { PluginCompiler.Adapter(version: "2.0.0").Replace("ConnectionRules GetConnectionRules(ProviderSettings settings) => new()", "ConnectionRules GetConnectionRules(ProviderSettings settings) => new() { MaxMessageBytes = 0 }"), "the self-test failed: GetConnectionRules has a limit below 1; expected at least 1 everywhere" },
        { PluginCompiler.Adapter(version: "2.0.0").Replace("DataTypes.Trades | DataTypes.Quotes", "DataTypes.None"), "GetCapabilities tells the data types 'None'; expected some of Trades, Quotes, OrderBook" },
        { PluginCompiler.Adapter(version: "2.0.0").Replace("=> new DroppedAdapterDecoder()", "=> null!"), "the self-test failed: CreateDecoder returned nothing; expected a decoder" },
        { "[assembly: System.Runtime.Versioning.TargetFramework(\".NETFramework,Version=v4.8\")]" + PluginCompiler.Adapter(version: "2.0.0"), $"it was built for .NETFramework,Version=v4.8; expected .NET {Environment.Version.ToString(2)} or earlier" },
        { "[assembly: System.Runtime.Versioning.TargetFramework(\".NETCoreApp,Version=v99.0\")]" + PluginCompiler.Adapter(version: "2.0.0"), $"it was built for .NETCoreApp,Version=v99.0; expected .NET {Environment.Version.ToString(2)} or earlier" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Adapter_ThatIsBroken_IsRefusedAndUnloaded(string source, string reason)
    {
        _rig.Drop("dropped", version: "2.0.0", source: source);

        Assert.Equal(reason, await _rig.RefusalAsync());
        StillServes();
        var unloaded = Assert.Single(_rig.Registry.Outcome.Unloaded);
        Assert.Equal(("2.0.0", true), (unloaded.Version, unloaded.IsCollected));
    }

    [Fact]
    public async Task File_OfAnotherHash_IsRefused()
    {
        _rig.Drop("dropped", version: "2.0.0");
        _rig.Put("dropped", PluginRig.Entry, PluginCompiler.Compile("Dropped", PluginCompiler.Adapter(version: "3.0.0")));

        Assert.Matches("^'Dropped.dll' has the SHA-256 [0-9a-f]{64}, the manifest says [0-9a-f]{64}; copy the file again, or pack the folder again$", await _rig.RefusalAsync());
        StillServes();
    }

    [Fact]
    public async Task File_ThatIsMissing_IsRefusedUntilItComes()
    {
        _rig.Drop("dropped", version: "2.0.0");
        var bytes = await File.ReadAllBytesAsync(Path.Combine(_rig.Folder("dropped"), PluginRig.Entry));
        File.Delete(Path.Combine(_rig.Folder("dropped"), PluginRig.Entry));

        Assert.Equal("the file 'Dropped.dll' is missing; expected a file that can be read", await _rig.RefusalAsync());
        StillServes();

        _rig.Put("dropped", PluginRig.Entry, bytes);
        Assert.Equal("2.0.0", Assert.Single((await _rig.RefreshAsync()).Changes).To);
    }

    [Fact]
    public async Task Manifest_ThatIsMissing_IsRefused()
    {
        File.Delete(Path.Combine(_rig.Folder("dropped"), PluginManifest.FileName));

        Assert.Equal("the file 'plugin.json' is missing; expected a file that can be read", await _rig.RefusalAsync());
        StillServes();
    }

    [Theory]
    [InlineData(PluginManifest.FileName, "plugin.json is no JSON at line 1, byte 1; pack the folder again")]
    [InlineData(PluginRig.Entry, "'Dropped.dll' has the SHA-256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, the manifest says")]
    public async Task File_ThatIsAPipe_IsNotWaitedFor(string file, string reason)
    {
        _rig.Drop("dropped", version: "2.0.0");
        File.Delete(Path.Combine(_rig.Folder("dropped"), file));
        using (var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_rig.Folder("dropped"), file)))
            await made.WaitForExitAsync().Within("mkfifo");

        Assert.StartsWith(reason, await _rig.RefusalAsync().Within("the refresh"), StringComparison.Ordinal);
        StillServes();
    }

    [Fact]
    public async Task File_ThatIsLinkedFromOutside_IsRefused()
    {
        using var outside = new PluginRig();
        outside.Drop("dropped", version: "2.0.0");
        var link = Path.Combine(_rig.Folder("dropped"), PluginRig.Entry);
        File.Copy(Path.Combine(outside.Folder("dropped"), PluginManifest.FileName), Path.Combine(_rig.Folder("dropped"), PluginManifest.FileName), overwrite: true);
        File.Delete(link);
        File.CreateSymbolicLink(link, Path.Combine(outside.Folder("dropped"), PluginRig.Entry));

        Assert.Equal("'Dropped.dll' goes over a symbolic link that leaves the folder; put the file itself there", await _rig.RefusalAsync());
        StillServes();
    }

    [Fact]
    public async Task Folder_ThatIsLinkedFromOutside_IsRefused()
    {
        using var outside = new PluginRig();
        var entry = PluginCompiler.Compile("Dropped", PluginCompiler.Adapter(version: "2.0.0"));
        outside.Put("lib", "data.txt", [1]);
        _rig.Drop("dropped", "dropped", "2.0.0", [(PluginRig.Entry, entry), ("lib/data.txt", [1])]);
        _rig.Remove("dropped/lib");
        Directory.CreateSymbolicLink(_rig.Folder("dropped/lib"), outside.Folder("lib"));

        Assert.Equal("'lib/data.txt' goes over a symbolic link that leaves the folder; put the file itself there", await _rig.RefusalAsync());
        StillServes();
    }

    [Fact]
    public async Task Folder_MountedThroughLinksInside_IsLoaded()
    {
        // As Kubernetes mounts a ConfigMap: file -> ..data/file, ..data -> ..version.
        _rig.Drop("dropped", version: "2.0.0");
        var folder = _rig.Folder("dropped");
        Directory.CreateDirectory(Path.Combine(folder, "..2026"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "..data"), "..2026");
        foreach (var file in (string[])[PluginRig.Entry, PluginManifest.FileName])
        {
            File.Move(Path.Combine(folder, file), Path.Combine(folder, "..2026", file));
            File.CreateSymbolicLink(Path.Combine(folder, file), $"..data/{file}");
        }

        Assert.Equal("2.0.0", Assert.Single((await _rig.RefreshAsync()).Changes).To);
    }

    [Fact]
    public async Task Links_InACircle_AreRefused()
    {
        File.Delete(Path.Combine(_rig.Folder("dropped"), PluginManifest.FileName));
        File.CreateSymbolicLink(Path.Combine(_rig.Folder("dropped"), PluginManifest.FileName), "other.json");
        File.CreateSymbolicLink(Path.Combine(_rig.Folder("dropped"), "other.json"), PluginManifest.FileName);

        Assert.Contains("symbolic links; expected no circle", await _rig.RefusalAsync(), StringComparison.Ordinal);
        StillServes();
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0 })]
    [InlineData(new byte[] { 0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0 })]
    public async Task File_ThatIsNative_IsRefused(byte[] native)
    {
        _rig.Drop("dropped", version: "2.0.0", more: ("native.dll", native));

        Assert.StartsWith("'native.dll' is no managed assembly that this process can load; expected one for .NET", await _rig.RefusalAsync(), StringComparison.Ordinal);
        StillServes();
    }

    [Fact]
    public async Task Assembly_ThatIsThereTwice_IsRefused()
    {
        _rig.Drop("dropped", version: "2.0.0", more: ("Again.dll", PluginCompiler.Compile("Dropped", "public class Again;")));

        Assert.Equal("'Dropped.dll' holds an assembly that another file holds too; remove one", await _rig.RefusalAsync());
        StillServes();
    }

    [Fact]
    public async Task File_ThatIsTooLarge_IsRefused()
    {
        _rig.Drop("dropped", version: "2.0.0", more: ("data.bin", new byte[40_001]));

        Assert.Equal("'data.bin' is larger than 40,000 bytes; expected at most that", await _rig.RefusalAsync());
        StillServes();
    }

    [Fact]
    public async Task Files_ThatAreTooLargeTogether_AreRefused()
    {
        _rig.Drop("dropped", version: "2.0.0", more: [("one.bin", new byte[30_000]), ("two.bin", new byte[30_000])]);

        Assert.Equal("its files are larger than 50,000 bytes together; expected at most that", await _rig.RefusalAsync());
        StillServes();
    }

    [Fact]
    public async Task Plugins_BeyondTheLimit_AreRefused()
    {
        foreach (var name in (string[])["a", "b", "c"])
            _rig.Drop($"{name}-folder", name: name);

        var refused = Assert.Single((await _rig.RefreshAsync()).Refused);

        Assert.Equal(_rig.Folder("dropped"), refused.Path);
        Assert.Equal("there are more than 3 plugin folders; expected at most that many, so remove some", refused.Reason);
        StillServes();
    }

    [Fact]
    public async Task Directory_ThatIsAPlugin_IsRefused()
    {
        using var rig = new PluginRig(options => options with { PluginDirectories = [_rig.Folder("dropped")] });

        Assert.Equal("is a plugin folder itself; name the folder that it lies in", await rig.RefusalAsync());
    }

    [Fact]
    public async Task Manifest_ThatIsNotAllowed_IsRefusedUntilItIs()
    {
        var hash = PluginFiles.Hash(await File.ReadAllBytesAsync(Path.Combine(_rig.Folder("dropped"), PluginManifest.FileName)));

        async Task<int> RefusedAsync(string allowed) =>
            (await new ProviderDiscovery(new DiscoveryOptions { PluginDirectories = [_rig.Root], BuiltIns = [], AllowedManifests = [allowed] }).RefreshAsync()).Refused.Count();

        Assert.Equal(1, await RefusedAsync(new string('0', 64)));
        Assert.Equal(0, await RefusedAsync(hash.ToUpperInvariant()));
    }

    private void StillServes()
    {
        Assert.Equal("1.0.0", _rig.Registry.Find("dropped").Version);
        Assert.Equal("dropped", _rig.Registry.Create("dropped").ProviderName);
    }

    private static string Files(params string[] more) => Start + $"\"Dropped.dll\":\"{Hash}\"{string.Concat(more.Select(path => $",\"{path}\":\"{Hash}\""))}}}}}";

    private static string Adapter(string members) => PluginCompiler.Adapter(version: "2.0.0", members: members);

    private static string Decodes(string body) => PluginCompiler.Adapter(version: "2.0.0", decode: body);
}
