using System.Runtime.CompilerServices;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>What versions come, go and win.</summary>
public sealed class VersionTests : IDisposable
{
    private readonly PluginRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public async Task Plugin_DroppedIn_IsListedAndMade()
    {
        _rig.Drop("dropped");

        var outcome = await _rig.RefreshAsync();

        Assert.Equal(["dropped  -> 1.0.0", "steady  -> 1.0.0"], Changes(outcome));
        Assert.Empty(outcome.Unused);
        var metadata = _rig.Registry.Find("dropped");
        Assert.Equal(("1.0.0", "Made by a test.", ProviderOrigin.Plugin), (metadata.Version, metadata.Description, metadata.Origin));
        Assert.Equal(Path.Combine(_rig.Folder("dropped"), PluginRig.Entry), metadata.ModulePath);
        Assert.Equal(["crypto"], metadata.Capabilities.AssetTypes);
        Assert.Equal(["dropped", "steady"], _rig.Registry.Names);
        Assert.Equal("1.0.0", VersionMade("dropped"));
        Assert.NotSame(_rig.Registry.Create("dropped"), _rig.Registry.Create("dropped"));
    }

    [Fact] // A32
    public async Task Plugin_ChangedToAHigherVersion_ReplacesTheOldWhichIsCollected()
    {
        _rig.Drop("dropped");
        await _rig.RefreshAsync();
        Assert.Equal("1.0.0", VersionMade("dropped"));

        _rig.Drop("dropped", version: "2.0.0");
        var outcome = await _rig.RefreshAsync();

        Assert.Equal(["dropped 1.0.0 -> 2.0.0"], Changes(outcome));
        Assert.Equal("2.0.0", VersionMade("dropped"));
        Assert.Equal([("dropped", "1.0.0", true)], Unloaded(outcome));
        Assert.Equal(0, outcome.StillInMemory);
    }

    [Fact] // A32
    public async Task Plugin_ChangedToALowerVersion_IsIgnoredWithAWarning()
    {
        _rig.Drop("dropped", version: "2.0.0");
        await _rig.RefreshAsync();

        _rig.Drop("dropped", version: "1.9.0");
        var outcome = await _rig.RefreshAsync();

        Assert.Empty(outcome.Changes);
        Assert.Equal("1.9.0", Assert.Single(outcome.Downgrades).Version);
        Assert.Equal("2.0.0", VersionMade("dropped"));
    }

    [Fact] // A32
    public async Task Plugin_Removed_Disappears()
    {
        _rig.Drop("dropped");
        await _rig.RefreshAsync();

        _rig.Remove("dropped");
        var outcome = await _rig.RefreshAsync();

        Assert.Equal(["dropped 1.0.0 -> "], Changes(outcome));
        Assert.Equal(["steady"], _rig.Registry.Names);
        Assert.Equal([("dropped", "1.0.0", true)], Unloaded(outcome));
        Assert.Equal("There is no provider 'dropped'; expected one of steady.", Assert.Throws<ProviderDiscoveryException>(() => _rig.Registry.Find("dropped")).Message);
    }

    [Fact]
    public async Task Plugin_HigherThanABuiltIn_ServesUntilItIsRemoved()
    {
        _rig.Drop("mine", name: "steady", version: "1.1.0");
        var outcome = await _rig.RefreshAsync();
        Assert.Equal(ProviderOrigin.Plugin, _rig.Registry.Find("steady").Origin);
        Assert.Equal("1.0.0", Assert.Single(outcome.Superseded).Version);

        _rig.Remove("mine");
        outcome = await _rig.RefreshAsync();

        Assert.Equal(["steady 1.1.0 -> 1.0.0"], Changes(outcome));
        Assert.IsType<SteadyAdapter>(_rig.Registry.Create("steady"));
    }

    [Fact]
    public async Task Plugin_OfABuiltInsVersion_IsAConflict()
    {
        _rig.Drop("mine", name: "steady");

        var outcome = await _rig.RefreshAsync();

        var conflict = Assert.Single(outcome.Conflicts);
        Assert.Equal(("steady", "1.0.0", _rig.Folder("mine")), (conflict.Name, conflict.Version, conflict.Path));
        Assert.IsType<SteadyAdapter>(_rig.Registry.Create("steady"));
    }

    [Fact]
    public async Task Plugins_OfOneVersion_KeepTheOneThatServes()
    {
        _rig.Drop("later");
        await _rig.RefreshAsync();

        _rig.Drop("earlier");
        var outcome = await _rig.RefreshAsync();

        Assert.Equal(_rig.Folder("earlier"), Assert.Single(outcome.Conflicts).Path);
        Assert.Empty(outcome.Changes);
        Assert.StartsWith(_rig.Folder("later"), _rig.Registry.Find("dropped").ModulePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plugin_WithOtherContentOfTheSameVersion_ReplacesItself()
    {
        _rig.Drop("dropped");
        await _rig.RefreshAsync();

        _rig.Drop("dropped", source: PluginCompiler.Adapter(members: "public int Rebuilt => 1;"));
        var outcome = await _rig.RefreshAsync();

        Assert.Equal(["dropped 1.0.0 -> 1.0.0"], Changes(outcome));
        Assert.Equal([("dropped", "1.0.0", true)], Unloaded(outcome));
    }

    [Fact]
    public async Task Plugin_OfAHigherVersionThatIsRefused_LeavesTheLowerOne()
    {
        _rig.Drop("good", version: "1.0.0");
        _rig.Drop("bad", version: "2.0.0");
        _rig.Put("bad", PluginRig.Entry, [1]);

        var outcome = await _rig.RefreshAsync();

        Assert.Equal("1.0.0", VersionMade("dropped"));
        Assert.Equal("2.0.0", Assert.Single(outcome.Refused).Version);
    }

    [Fact]
    public async Task Folder_WithAnotherProvider_ReplacesTheOldOneOnceTheNewServes()
    {
        _rig.Drop("dropped", name: "first");
        await _rig.RefreshAsync();

        _rig.Drop("dropped", name: "second", source: "public sealed class None;");
        Assert.Equal("second", Assert.Single((await _rig.RefreshAsync()).Refused).Name);
        Assert.Equal("1.0.0", VersionMade("first"));

        _rig.Drop("dropped", name: "second");
        Assert.Equal(["first 1.0.0 -> ", "second  -> 1.0.0"], Changes(await _rig.RefreshAsync()));
    }

    [Fact] // A33
    public async Task Refresh_WithoutAChange_KeepsTypesInUse()
    {
        _rig.Drop("dropped");
        await _rig.RefreshAsync();
        var before = _rig.Registry.Create("dropped");

        var outcome = await _rig.RefreshAsync();

        Assert.Empty(outcome.Changes);
        Assert.Same(before.GetType(), _rig.Registry.Create("dropped").GetType());
    }

    [Fact]
    public async Task Directory_ThatVanishes_KeepsWhatServes()
    {
        _rig.Drop("dropped");
        await _rig.RefreshAsync();

        Directory.Move(_rig.Root, _rig.Root + ".away");
        try
        {
            var outcome = await _rig.RefreshAsync();

            Assert.Contains("there is no such folder", Assert.Single(outcome.Refused).Reason, StringComparison.Ordinal);
            Assert.Equal("1.0.0", VersionMade("dropped"));
        }
        finally
        {
            Directory.Move(_rig.Root + ".away", _rig.Root);
        }
    }

    private static IEnumerable<string> Changes(DiscoveryOutcome outcome) => outcome.Changes.Select(change => $"{change.Name} {change.From} -> {change.To}");

    private static IEnumerable<(string Name, string Version, bool IsCollected)> Unloaded(DiscoveryOutcome outcome) =>
        outcome.Unloaded.Select(unloaded => (unloaded.Name, unloaded.Version, unloaded.IsCollected));

    /// <summary>In a frame of its own, which keeps no adapter.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private string VersionMade(string name) => _rig.Registry.Create(name).ProviderVersion;
}
