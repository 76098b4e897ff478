using System.Text.Json.Nodes;
using QuantTradeAI.Gateway.Tests.Support;

namespace QuantTradeAI.Gateway.Tests.Running;

public sealed class RunTests
{
    private static readonly string[] ConfiguredSymbols = ["BTC-USD", "BTC-USDT", "ETH-USD", "ETH-USDT", "SOL-USD", "SOL-USDT"];

    [Fact]
    public async Task Run_WithoutArguments_DeliversTradesAndQuotesOfAllSymbols()
    {
        await using var run = Invocation.Start("--port", "0", "--format", "json");
        await run.Output.WaitForAsync(HasAllSymbols, "a status with trades and quotes of all six symbols");

        Assert.Equal(0, await run.StopAsync());

        var summary = run.Result;
        Assert.Equal("summary", (string)summary["type"]!);
        Assert.Equal("simulated", (string)summary["market"]!);
        Assert.Equal(ConfiguredSymbols, summary["symbols"]!.AsObject().Select(symbol => symbol.Key));
        Assert.All(summary["symbols"]!.AsObject(), symbol => Assert.True((long)symbol.Value!["trades"]! > 0 && (long)symbol.Value["quotes"]! > 0));
        Assert.Equal(0, (long)summary["gaps"]!);
        Assert.True((double)summary["latency_us"]!["p99"]! >= (double)summary["latency_us"]!["p50"]!);
        Assert.Equal(["binance", "coinbase"], summary["providers"]!.AsObject().Select(provider => provider.Key));
        Assert.StartsWith("gateway: Health, status and metrics: http://127.0.0.1:", Assert.Single(run.Error.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Redirected_WritesPlainLinesThatFitATerminal()
    {
        await using var run = Invocation.Start("run", "--port", "0");
        await run.Output.WaitForAsync(line => line.Contains("SOL-USDT") && line.Contains(" / "), "a line with the last quote of SOL-USDT");

        Assert.Equal(0, await run.StopAsync());

        Assert.Equal("SIMULATED market: no price here is real. Real venues: gateway --live", run.Output.Lines[0]);
        Assert.Contains(run.Output.Lines, line => line.Contains("latency p50"));
        Assert.Contains(run.Output.Lines, line => line.StartsWith("Ran ", StringComparison.Ordinal) && line.Contains("simulated market"));
        Assert.All(run.Output.Lines, line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain('\u001b', run.Output.Text);
    }

    [Fact]
    public async Task Run_ForADuration_EndsByItself()
    {
        var (code, run) = await Invocation.RunAsync("--duration", "300ms", "--port", "0", "--format", "json");

        Assert.Equal(0, code);
        Assert.Equal("summary", (string)run.Result["type"]!);
        Assert.InRange((double)run.Result["elapsed_s"]!, 0.3, 30);
    }

    [Fact]
    public async Task Run_OnATerminal_EndsWithTheSummary()
    {
        var (code, run) = await Invocation.RunOnTerminalAsync("--duration", "700ms", "--port", "0");

        Assert.Equal(0, code);
        Assert.Contains(run.Output.Lines, line => line.StartsWith("Ran ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_WithOtherSymbols_SimulatesThose()
    {
        using var config = new TextFile(
            """
            streaming:
              providers:
                - name: coinbase
                  websocket_url: wss://ws-feed.exchange.coinbase.com
                  symbols: [DOGE-EUR]
                  subscriptions: [trades]
            """);
        await using var run = Invocation.Start("--config", config.Path, "--format", "json");

        var status = await run.Output.WaitForAsync(line => SymbolsOf(line).Any(symbol => (long)symbol["trades"]! > 0), "a status with a trade of DOGE-EUR");

        Assert.Equal("DOGE-EUR", (string)Assert.Single(SymbolsOf(status))["symbol"]!);
        Assert.Equal(0, await run.StopAsync());
    }

    [Fact]
    public async Task Run_WithAVenueOfAccounts_SimulatesItWithoutOne()
    {
        using var config = new TextFile(
            """
            streaming:
              providers:
                - name: alpaca
                  websocket_url: wss://stream.data.alpaca.markets/v2/iex
                  symbols: [AAPL, BRK.B]
            """);
        await using var run = Invocation.Start("--config", config.Path, "--format", "json");

        await run.Output.WaitForAsync(
            line => SymbolsOf(line).Count(symbol => (long)symbol["trades"]! > 0 && (long)symbol["quotes"]! > 0) == 2, "a status with trades and quotes of both");

        Assert.Equal(0, await run.StopAsync());
        Assert.Empty(run.Error.Lines);
    }

    [Fact]
    public async Task Run_WithTheExample_SimulatesItsStocksAndCrypto()
    {
        using var config = new TextFile(
            """
            streaming:
              providers:
                - name: example
                  websocket_url: ws://nowhere.example/feed
                  symbols: [AAPL, BTC-USD, ETH-USD, BRK.B]
            """);
        await using var run = Invocation.Start("--config", config.Path, "--format", "json");

        await run.Output.WaitForAsync(
            line => SymbolsOf(line).Count(symbol => (long)symbol["trades"]! > 0 && (long)symbol["quotes"]! > 0) == 4, "a status with trades and quotes of all four");

        Assert.Equal(0, await run.StopAsync());
        Assert.Equal(("simulated", 0), ((string?)run.Result["market"], (long)run.Result["gaps"]!));
        Assert.Empty(run.Error.Lines);
    }

    [Fact]
    public async Task Run_WithProblemsInTheConfiguration_NamesEachPlace()
    {
        using var config = new TextFile(
            """
            streaming:
              providers:
                - name: binanse
                  websocket_url: http://example.com
            """);

        var (code, run) = await Invocation.RunAsync("--config", config.Path);

        Assert.Equal(1, code);
        Assert.Equal(
            [
                $"gateway: {config.Path}:3:13 streaming.providers[0].name: unknown provider 'binanse'; expected one of alpaca, binance, coinbase, example; did you mean 'binance'?",
                $"gateway: {config.Path}:4:22 streaming.providers[0].websocket_url: got 'http://example.com'; expected a ws:// or wss:// address without user and password",
            ],
            run.Error.Lines);
    }

    [Fact]
    public async Task Run_WithoutItsConfigurationFile_SaysSo()
    {
        var (code, run) = await Invocation.RunAsync("--config", "no/such.yaml");

        Assert.Equal(1, code);
        Assert.Equal(["gateway: there is no file no/such.yaml; name another with --config PATH"], run.Error.Lines);
    }

    [Fact]
    public async Task Run_AsConfigured_ServesHealthStatusAndMetrics()
    {
        await using var run = Invocation.Start("--port", "0", "--format", "json");
        var told = await run.Error.WaitForAsync(line => line.Contains("Health, status and metrics: ", StringComparison.Ordinal), "the address");
        var url = told[told.IndexOf("http", StringComparison.Ordinal)..];
        await run.Output.WaitForAsync(HasAllSymbols, "a status with trades and quotes of all six symbols");

        var (code, status) = await Invocation.RunAsync("status", "--url", url, "--format", "json");

        Assert.Equal(0, code);
        Assert.Equal(["binance", "coinbase"], status.Result["providers"]!.AsArray().Select(provider => (string?)provider!["name"]));
        Assert.All(status.Result["providers"]!.AsArray(), provider => Assert.True((long)provider!["traffic"]!["messages"]! > 0));
        Assert.Equal(0, await run.StopAsync());
        Assert.Equal(1, (await Invocation.RunAsync("status", "--url", url)).Code);
    }

    private static bool HasAllSymbols(string line) =>
        SymbolsOf(line).Count(symbol => (long)symbol["trades"]! > 0 && (long)symbol["quotes"]! > 0) == ConfiguredSymbols.Length;

    private static IReadOnlyList<JsonNode> SymbolsOf(string line) =>
        JsonNode.Parse(line) is JsonObject status && (string)status["type"]! == "status" ? [.. status["symbols"]!.AsArray().OfType<JsonNode>()] : [];
}
