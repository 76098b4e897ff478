using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using Xunit.Abstractions;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>An adapter from a plugin folder at work over real sockets, and other versions of it taking over.</summary>
public sealed class PluginTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Cycles = 100;
    private const int FirstVersion = 1_000;
    private const string NotBuiltIn = "another";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plugins");
    private readonly LineLog _log = new();
    private VenueSimulator _simulator = null!;

    private string ConfigPath => Path.Combine(_folder.FullName, "streaming.yaml");

    private string Plugin => Path.Combine(_folder.FullName, "plugins", "example");

    public async Task InitializeAsync() => _simulator = await VenueSimulator.StartAsync(new SimulatorOptions(), CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Plugin_SwappedAHundredTimesUnderLoad_LosesNothingSilentlyAndLeavesNothingBehind()
    {
        ExamplePlugin.Write(Plugin, $"{FirstVersion}.0.0");

        // The collector has as long as it needs on a busy machine.
        var discovery = new ProviderDiscovery(new DiscoveryOptions { PluginDirectories = [Path.GetDirectoryName(Plugin)!], UnloadTimeout = Patience.Limit });
        discovery.Discover();
        await using var gateway = Start(reload: false, discovery);
        var audit = new StreamAudit();
        gateway.Subscribe(new SubscriptionRequest { Symbols = ["AAPL", "BTC-USD"], DataTypes = DataTypes.Trades | DataTypes.Quotes, Policy = QueuePolicy.Block }, audit);
        await gateway.StartAsync();
        await Patience.For(gateway.WhenLiveAsync(), "the plugin's provider");
        var other = _simulator.Coinbase.ConnectionsAccepted;
        using var enough = new CancellationTokenSource();
        var market = _simulator.Example.RunMarketAsync(new MarketPace(1_000, TradeShare: 0.5), enough.Token);

        var (memory, workingSet) = (0L, 0L);
        for (var cycle = 1; cycle <= Cycles; cycle++)
        {
            ExamplePlugin.Write(Plugin, $"{FirstVersion + cycle}.0.0");
            var outcome = await gateway.RefreshAdaptersAsync().WaitAsync(3 * Patience.Limit);
            Assert.Equal($"{FirstVersion + cycle}.0.0", Assert.Single(outcome.Changes).To);
            Assert.Empty(outcome.Refused);
            Assert.Equal(0, outcome.StillInMemory);
            Assert.All(outcome.Unloaded, unloaded => Assert.True(unloaded.IsCollected, unloaded.ToString()));
            if (cycle == Cycles / 2)
                (memory, workingSet) = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        }

        var (memoryAtEnd, workingSetAtEnd) = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
        await enough.CancelAsync();
        await market;
        await Patience.For(gateway.StopAsync(), "the stop");

        output.WriteLine($"{audit.Trades} trades, {audit.Missed} missed and told; {string.Join("; ", audit.Statuses.Take(5))}");
        output.WriteLine($"heap {memory / 1e6:0.0} MB after {Cycles / 2} cycles, {memoryAtEnd / 1e6:0.0} MB after {Cycles}; working set {workingSet / 1e6:0} and {workingSetAtEnd / 1e6:0} MB");
        Assert.Empty(audit.Broken);
        Assert.True(audit.Trades > Cycles, "there was no load");
        Assert.Equal(other, _simulator.Coinbase.ConnectionsAccepted);
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal));

        // The ids that the audit keeps grow, some 100 bytes each; a context that stayed would be many times that for each cycle.
        Assert.InRange(memoryAtEnd - memory, long.MinValue, (audit.Trades * 100L) + 4_000_000);
    }

    [Fact]
    public async Task Plugin_ThatIsBroken_LeavesTheOldVersionServingAndSaysWhy()
    {
        ExamplePlugin.Write(Plugin, "1000.0.0");
        await using var gateway = Start(reload: false);
        var seen = new Recorder();
        gateway.Subscribe(new SubscriptionRequest { Symbols = ["AAPL"], DataTypes = DataTypes.Trades, Policy = QueuePolicy.Block }, seen);
        await gateway.StartAsync();
        await Patience.For(gateway.WhenLiveAsync(), "the plugin's provider");

        ExamplePlugin.Write(Plugin, "1001.0.0");
        await File.AppendAllTextAsync(Path.Combine(Plugin, "Example.dll"), "x");
        var outcome = await gateway.RefreshAdaptersAsync().WaitAsync(Patience.Limit);

        Assert.Contains("SHA-256", Assert.Single(outcome.Refused).Reason, StringComparison.Ordinal);
        Assert.Equal("1000.0.0", outcome.Registered.Single(provider => provider.Name == "example").Version);
        await seen.WaitForTradeAsync(_simulator.Example.PublishTrade("AAPL").Id);
        Assert.Equal(1, _simulator.Example.ConnectionsAccepted);
        await Patience.For(gateway.StopAsync(), "the stop");
    }

    [Fact]
    public async Task Plugin_ChangedOnDisk_TakesOverByItselfWhereConfigurationSaysSo()
    {
        ExamplePlugin.Write(Plugin, "1000.0.0");
        await using var gateway = Start(reload: true);
        var seen = new Recorder();
        gateway.Subscribe(new SubscriptionRequest { Symbols = ["AAPL"], DataTypes = DataTypes.Trades, Policy = QueuePolicy.Block }, seen);
        await gateway.StartAsync();
        await Patience.For(gateway.WhenLiveAsync(), "the plugin's provider");
        await seen.WaitForTradeAsync(_simulator.Example.PublishTrade("AAPL").Id);

        ExamplePlugin.Write(Plugin, "1001.0.0");
        await Patience.For(_log.WaitAsync("example: version 1001.0.0 takes over."), "the next version");
        await _simulator.Example.WaitAsync(venue => venue.ConnectionsAccepted == 2 && venue.ConnectionsOpen == 1, Patience.Limit, "the next connection alone");
        await seen.WaitForTradeAsync(_simulator.Example.PublishTrade("AAPL").Id);

        Assert.Equal("Live", seen.Story);
        Promise.Holds(seen.Events);
        await Patience.For(gateway.StopAsync(), "the stop");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plugin_ThatComesAfterTheFileThatNamesIt_IsTakenIntoUse(bool reload)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Plugin)!);
        Write(reload, "coinbase");
        await using var gateway = new StreamingGateway(ConfigPath, new GatewayOptions { LoggerFactory = _log });
        await gateway.StartAsync();
        Write(reload, "coinbase", NotBuiltIn);
        await Patience.For(_log.WaitAsync("The changed configuration is not used"), "the refusal");
        Assert.Contains(NotBuiltIn, string.Join('\n', gateway.GetStatus().Configuration.Problems), StringComparison.Ordinal);

        ExamplePlugin.Write(Plugin, "1000.0.0", NotBuiltIn);
        if (!reload)
            await gateway.RefreshAdaptersAsync().WaitAsync(Patience.Limit);

        await Patience.For(gateway.WhenAsync(all => all.Any(one => one is { Provider: NotBuiltIn, State: ProviderState.Live })), "the plugin's provider");
        await Patience.For(_log.WaitAsync("Configuration version 2 is in use."), "the log line");
        Assert.Empty(gateway.GetStatus().Configuration.Problems);
        Assert.Equal(1, _simulator.Coinbase.ConnectionsAccepted);
        await Patience.For(gateway.StopAsync(), "the stop");
    }

    private StreamingGateway Start(bool reload, ProviderDiscovery? discovery = null)
    {
        Write(reload, "example", "coinbase");
        return new StreamingGateway(ConfigPath, new GatewayOptions { LoggerFactory = _log, Discovery = discovery });
    }

    private void Write(bool reload, params string[] providers)
    {
        var entries = providers.Select(name =>
            $"""
                - name: {name}
                  websocket_url: {_simulator.Venue(name == NotBuiltIn ? "example" : name).WebSocketUrl}
                  subscriptions: [trades, quotes]
                  symbols: {(name == "coinbase" ? "[ETH-USD]" : "[AAPL, BTC-USD]")}
            """);
        File.WriteAllText(
            ConfigPath + ".new",
            $"""
            streaming:
              plugins: {"{"}directories: [plugins], reload: {(reload ? "true" : "false")}, poll_interval: 1{"}"}
              providers:
            {string.Join('\n', entries)}
            """);
        File.Move(ConfigPath + ".new", ConfigPath, overwrite: true);
    }
}
