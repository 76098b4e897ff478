using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>The guide for adapter authors shows the example's code, and the template's code is an adapter.</summary>
public sealed class GuideTests
{
    private const string DroppedSign = "\"from\":\"the dropped one\"";

    private static readonly string Guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sources", "write-an-adapter.md"));

    private static readonly string[] Example =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sources", "plugins")).Select(File.ReadAllText)];

    [Fact]
    public void Guide_EveryBlockOfTheAdapter_IsTheExamplesCode()
    {
        var blocks = Blocks("csharp").Concat(Blocks("xml")).Where(block => !Programs.IsOne(block)).ToList();

        Assert.True(blocks.Count >= 8, $"The guide shows {blocks.Count} blocks.");
        Assert.All(blocks, block => Assert.Contains(Example, source => source.Contains(block, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Guide_TheDiscovery_CompilesAndRuns()
    {
        using var rig = new PluginRig();
        rig.Drop("dropped");
        var program = Assert.Single(Blocks("csharp"), block => block.Contains("ProviderDiscovery", StringComparison.Ordinal)).Replace("\"artifacts/plugins\"", SymbolDisplay.FormatLiteral(rig.Root, quote: true));

        var listed = await Programs.RunAsync(program);

        Assert.Contains("dropped 1.0.0 crypto", listed);
        Assert.Contains("example 1.0.0 crypto, stocks", listed);
    }

    [Fact]
    public async Task Guide_TheLiveProgram_StreamsThePackedExampleFromItsVenue()
    {
        using var rig = new PluginRig();
        DropExample(rig);
        await using var simulator = await VenueSimulator.StartAsync(SimulatorOptions.Default, CancellationToken.None);
        var config = Path.Combine(rig.Root, "example.yaml");
        await File.WriteAllTextAsync(config, Assert.Single(Blocks("yaml"))
            .Replace("artifacts/plugins", rig.Root, StringComparison.Ordinal)
            .Replace("ws://127.0.0.1:8700/example", simulator.Example.WebSocketUrl.ToString(), StringComparison.Ordinal));
        var program = Assert.Single(Blocks("csharp"), block => block.Contains("StreamingGateway", StringComparison.Ordinal))
            .Replace("\"example.yaml\"", SymbolDisplay.FormatLiteral(config, quote: true), StringComparison.Ordinal)
            .Replace("new CancellationTokenSource(TimeSpan.FromSeconds(10))", "Stop", StringComparison.Ordinal);
        using var stop = new CancellationTokenSource();
        var printed = new FirstLine();

        var running = Programs.RunAsync(program, printed, stop);
        await simulator.Example.WaitAsync(venue => venue.Subscriptions.Contains("trades:AAPL"), TimeSpan.FromSeconds(30), "the subscription");
        var trade = simulator.Example.PublishTrade("AAPL");
        var line = await printed.Task.Within("the trade");
        await stop.CancelAsync();
        await running.Within("the program to end");

        Assert.All(simulator.Example.ControlMessages, request => Assert.Contains(DroppedSign, request.Text, StringComparison.Ordinal));
        Assert.Equal($"AAPL {trade.Price} x {trade.Size} {trade.Aggressor}", line);
    }

    [Fact]
    public async Task Template_Instantiated_IsAPlugin()
    {
        using var rig = new PluginRig();
        var sources = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Sources", "template"), "*.cs").Order(StringComparer.Ordinal)
            .Select(path => File.ReadAllText(path).Replace("MyVenue", "Acme", StringComparison.Ordinal).Replace("myvenue", "acme", StringComparison.Ordinal));
        var entry = PluginCompiler.Compile("Dropped", [.. sources, "[assembly: System.Reflection.AssemblyVersion(\"1.2.0.0\")]"]);
        rig.Drop("acme", "acme", "1.2.0", [(PluginRig.Entry, entry)]);

        Assert.Empty((await rig.RefreshAsync()).Unused);
        Assert.Equal("1.2.0", rig.Registry.Find("acme").Version);
    }

    [Fact]
    public async Task Example_AsAHigherVersionInAFolder_SupersedesTheBuiltInOne()
    {
        using var rig = new PluginRig(options => options with { BuiltIns = null });
        DropExample(rig);

        var outcome = await rig.RefreshAsync();

        Assert.Equal(("example", "1.0.0"), (Assert.Single(outcome.Superseded).Name, outcome.Unused[0].Version));
        Assert.Equal("1.1.0", rig.Registry.Find("example").Version);
    }

    /// <summary>As 1.1.0, which signs its requests.</summary>
    private static void DropExample(PluginRig rig)
    {
        var sources = Example.Where(source => !source.StartsWith('<')).Select(source => source.Replace(
            "json.WriteStartArray(", "json.WriteString(\"from\", \"the dropped one\"); json.WriteStartArray(", StringComparison.Ordinal));
        var entry = PluginCompiler.Compile("Dropped", [.. sources, "[assembly: System.Reflection.AssemblyVersion(\"1.1.0.0\")]"]);
        rig.Drop("example", "example", "1.1.0", [(PluginRig.Entry, entry)]);
    }

    private static IEnumerable<string> Blocks(string language) => Regex.Matches(Guide, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Select(block => block.Groups[1].Value);
}
