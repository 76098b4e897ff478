using System.Text.RegularExpressions;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

/// <summary>The README's strategy, unchanged, in one process and on a cluster. It writes to the console, which is everybody's.</summary>
[Collection(AloneCollection.Name)]
public sealed partial class StrategyTests
{
    [Fact]
    public void Readme_ShowsTheStrategyThatIsTestedHere()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));
        var strategy = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Watcher.cs"));

        Assert.Equal(strategy, CodeBlock().Match(readme).Groups[1].Value);
        Assert.InRange(strategy.TrimEnd().Split('\n').Length, 1, 10);
    }

    [Fact]
    public async Task Strategy_OnAGatewayAndOnACluster_SeesTheSame()
    {
        await using var rig = await ClusterRig.StartAsync();
        await rig.WhenLiveAsync("coinbase");
        await using var gateway = new StreamingGateway(new StreamingConfig
        {
            Providers = [new ProviderConfig { Name = "coinbase", WebSocketUrl = rig.Simulator.Coinbase.WebSocketUrl, Symbols = ["BTC-USD", "BTC-USDT"] }],
        });
        await gateway.StartAsync();
        await Patience.For(gateway.WhenLiveAsync(), "the gateway");

        var onCluster = await LinesAsync(rig, rig.Feed, started: rig.RecordAsync("BTC-USD"));
        var inProcess = await LinesAsync(rig, gateway, started: Task.CompletedTask);

        Assert.Matches(@"^BTC-USD \d+\.\d+ x \d+\.\d+ (Buy|Sell)$", onCluster);
        Assert.Matches(@"^BTC-USD \d+\.\d+ x \d+\.\d+ (Buy|Sell)$", inProcess);
    }

    /// <summary>The first line that tells of the trade that is made once the strategy runs.</summary>
    private static async Task<string> LinesAsync(ClusterRig rig, IMarketDataFeed feed, Task started)
    {
        var before = Console.Out;
        await using var lines = new LineWaiter();
        Console.SetOut(lines);
        try
        {
            await using var running = new Watcher(feed).Start();
            await started;
            var trade = rig.Simulator.Coinbase.PublishTrade("BTC-USD");
            return await lines.WaitAsync($"{trade.Price}");
        }
        finally
        {
            Console.SetOut(before);
        }
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
