using Microsoft.CodeAnalysis.CSharp;
using QuantTradeAI.Streaming.Discovery;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>The brief's discovery, as C#: looks, lists, and picks up what is dropped in.</summary>
public sealed class BriefTests
{
    [Fact]
    public void Discovery_Refreshed_RegistersWhatWasDroppedIn()
    {
        using var rig = new PluginRig();
        var discovery = new ProviderDiscovery(new DiscoveryOptions { PluginDirectories = [rig.Root] });
        var registry = discovery.Discover();
        var before = registry.List().Select(metadata => $"{metadata.Name} {metadata.Version} {string.Join(", ", metadata.Capabilities.AssetTypes)}").ToList();

        rig.Drop("dropped");
        registry = discovery.Refresh();

        Assert.Contains("example 1.0.0 crypto, stocks", before);
        Assert.DoesNotContain(before, line => line.StartsWith("dropped", StringComparison.Ordinal));
        Assert.Contains(registry.List(), metadata => metadata is { Name: "dropped", Version: "1.0.0" });
        Assert.Equal("dropped", registry.Create("dropped").ProviderName);
    }

    [Fact]
    public async Task Discovery_OfTheBrief_CompilesAndRuns()
    {
        using var rig = new PluginRig();
        rig.Drop("later");
        var away = Path.Combine(Path.GetDirectoryName(rig.Root)!, Path.GetFileName(rig.Root) + ".later");
        Directory.Move(rig.Folder("later"), away);

        var lines = await Programs.RunAsync(
            $$"""
            using QuantTradeAI.Streaming.Discovery;

            var discovery = new ProviderDiscovery(new DiscoveryOptions { PluginDirectories = [{{Literal(rig.Root)}}] });
            var registry = discovery.Discover();

            foreach (var metadata in registry.List())
                Console.WriteLine($"{metadata.Name} {metadata.Version} {string.Join(", ", metadata.Capabilities.AssetTypes)}");

            System.IO.Directory.Move({{Literal(away)}}, {{Literal(rig.Folder("later"))}});
            registry = discovery.Refresh();
            Console.WriteLine($"then {string.Join(", ", registry.Names)}");
            """);

        Assert.Contains("binance 1.0.0 crypto", lines);
        Assert.DoesNotContain("dropped", string.Join(' ', lines.SkipLast(1)), StringComparison.Ordinal);
        Assert.Contains("dropped", lines[^1], StringComparison.Ordinal);
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
