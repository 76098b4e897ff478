using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>A plugin has what its folder and the host give it, and nothing by accident.</summary>
public sealed class DependencyTests : IDisposable
{
    private static readonly byte[] Helper = PluginCompiler.Compile("Helper", "[assembly: System.Reflection.AssemblyVersion(\"1.4.0.0\")] public static class Help { public static int Answer => 42; }");

    private readonly PluginRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory] // A31
    [InlineData("Nowhere", "[1.0,2.0)", "it needs Nowhere [1.0,2.0), which is neither in its folder nor in the host; put Nowhere.dll into the folder and pack it again")]
    [InlineData("Nowhere", "", "it needs Nowhere, which is neither in its folder nor in the host; put Nowhere.dll into the folder and pack it again")]
    [InlineData("Helper", "[2.0,)", "it needs Helper [2.0,), but its folder has 1.4.0.0; put a version in that range into the folder and pack it again")]
    [InlineData("System.Text.Json", "[1.0,2.0)", "it needs System.Text.Json [1.0,2.0), but the host has 10.0.0.0; put a version in that range into the folder and pack it again")]
    [InlineData("Helper", "latest", "it needs Helper 'latest', which is no version range; expected one like [1.2,2.0)")]
    public async Task Dependency_MissingOrOutOfRange_IsNamedAndLookingUpFails(string assembly, string range, string reason)
    {
        Drop(Needs(assembly, range), ("Helper.dll", Helper));

        var refused = Assert.Single((await _rig.RefreshAsync()).Refused);

        Assert.Equal(reason, refused.Reason);
        var expected = $"The provider 'dropped' was found but refused. dropped 1.0.0 from {_rig.Folder("dropped")}: {reason}";
        Assert.Equal(expected, Assert.Throws<ProviderDiscoveryException>(() => _rig.Registry.Create("dropped")).Message);
        Assert.Equal(expected, Assert.Throws<ProviderDiscoveryException>(() => _rig.Registry.Find("dropped")).Message);
    }

    [Theory]
    [InlineData("Helper", "[1.4,2.0)")]
    [InlineData("Helper", "1.0")]
    [InlineData("System.Text.Json", "[10.0,)")]
    [InlineData("QuantTradeAI.Streaming.Abstractions", "")]
    public async Task Dependency_InTheFolderOrTheHost_IsFound(string assembly, string range)
    {
        Drop(Needs(assembly, range), ("Helper.dll", Helper));

        Assert.Empty((await _rig.RefreshAsync()).Unused);
        Assert.Equal(new ProviderDependency(assembly, range), Assert.Single(_rig.Registry.Find("dropped").Dependencies));
    }

    [Fact]
    public async Task Dependencies_ThatAreAllMissing_AreAllNamed()
    {
        Drop("public override ImmutableArray<ProviderDependency> Dependencies => [new(\"One\"), new(\"Two\")];");

        var reason = await _rig.RefusalAsync();

        Assert.Contains("it needs One,", reason, StringComparison.Ordinal);
        Assert.Contains("it needs Two,", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assembly_ThatIsListed_IsThePluginsOwn()
    {
        Drop("public override string ToNativeSymbol(string canonical) => canonical + Help.Answer;", ("lib/Helper.dll", Helper));

        Assert.Empty((await _rig.RefreshAsync()).Unused);
        Assert.Equal("BTC-USD42", _rig.Registry.Create("dropped").ToNativeSymbol("BTC-USD"));
    }

    [Fact]
    public async Task Assembly_ThatIsThereButNotListed_IsRefused()
    {
        Drop("public override string ToNativeSymbol(string canonical) => canonical + Help.Answer;");
        _rig.Put("dropped", "Helper.dll", Helper);

        Assert.Contains(
            "the plugin needs the assembly Helper 1.4.0.0, which its manifest does not list; put Helper.dll into the folder and pack it again",
            await _rig.RefusalAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assembly_OfTheHost_IsLentOnlyWhenDeclared()
    {
        const string Uses = "public override string ToNativeSymbol(string canonical) => new NuGet.Versioning.NuGetVersion(1, 2, 3).ToString();";
        Drop(Uses);
        Assert.Contains("the plugin needs the assembly NuGet.Versioning", await _rig.RefusalAsync(), StringComparison.Ordinal);

        Drop(Uses + Needs("NuGet.Versioning", "[5.0,)"));
        Assert.Empty((await _rig.RefreshAsync()).Unused);
        Assert.Equal("1.2.3", _rig.Registry.Create("dropped").ToNativeSymbol("BTC-USD"));
    }

    [Fact]
    public async Task Plugin_BuiltAgainstALaterContract_IsRefused()
    {
        var later = PluginCompiler.Compile(
            "QuantTradeAI.Streaming.Abstractions", "[assembly: System.Reflection.AssemblyVersion(\"99.0.0.0\")] namespace QuantTradeAI.Streaming.Providers { public abstract class StreamingProviderAdapter; }");
        var entry = PluginCompiler.CompileAgainst(later, "Dropped", "public sealed class Late : QuantTradeAI.Streaming.Providers.StreamingProviderAdapter;");
        _rig.Drop("dropped", "dropped", "1.0.0", [(PluginRig.Entry, entry)]);

        Assert.Matches(@"^it was built against QuantTradeAI\.Streaming\.Abstractions 99\.0\.0\.0; this host has [0-9.]+, so build it against that or an earlier one$", await _rig.RefusalAsync());
    }

    [Fact]
    public async Task BuiltIn_WithoutItsDependency_IsRefused()
    {
        using var rig = new PluginRig(options => options with { BuiltIns = [typeof(NeedyAdapter), typeof(SteadyAdapter)] });

        var refused = Assert.Single((await rig.RefreshAsync()).Refused);

        Assert.Equal(("needy", "1.0.0", UnusedKind.Refused), (refused.Name, refused.Version, refused.Kind));
        Assert.Equal(["steady"], rig.Registry.Names);
        Assert.StartsWith("The provider 'needy' was found but refused.", Assert.Throws<ProviderDiscoveryException>(() => rig.Registry.Create("needy")).Message, StringComparison.Ordinal);
    }

    private void Drop(string members, params (string Path, byte[] Bytes)[] more)
    {
        var entry = PluginCompiler.Compile("Dropped", PluginCompiler.Adapter(members: members), Helper);
        _rig.Drop("dropped", "dropped", "1.0.0", [(PluginRig.Entry, entry), .. more]);
    }

    private static string Needs(string assembly, string range) =>
        $"public override ImmutableArray<ProviderDependency> Dependencies => [new ProviderDependency(\"{assembly}\", \"{range}\")];";

    public sealed class NeedyAdapter : SteadyAdapter
    {
        public override string ProviderName => "needy";

        public override System.Collections.Immutable.ImmutableArray<ProviderDependency> Dependencies => [new("Nowhere")];
    }
}
