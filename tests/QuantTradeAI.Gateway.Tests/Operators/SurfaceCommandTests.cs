using System.Net;
using System.Text.Json.Nodes;
using QuantTradeAI.Gateway.Tests.Support;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Http;
using QuantTradeAI.Streaming.Operations;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Gateway.Tests.Operators;

public sealed class SurfaceCommandTests : IAsyncLifetime
{
    private const string Token = "a token of the test";
    private readonly FakeOperations _operations = new();
    private OperatorSurface _surface = null!;
    private OperatorSurface _guarded = null!;

    public async Task InitializeAsync()
    {
        var api = new EndpointConfig { Enabled = true };
        _surface = await OperatorSurface.StartAsync(_operations, new StreamingHealthConfig { Api = api });
        _guarded = await OperatorSurface.StartAsync(_operations, new StreamingHealthConfig { Api = api with { Token = new Secret(Token) } });
    }

    public async Task DisposeAsync()
    {
        await _surface.DisposeAsync();
        await _guarded.DisposeAsync();
    }

    [Fact]
    public async Task Status_AsText_ShowsProvidersAndTroublesIn80Columns()
    {
        var (code, run) = await Invocation.RunAsync("status", "--url", Url);

        Assert.Equal(0, code);
        Assert.Contains(run.Output.Lines, line => line.StartsWith("running for ", StringComparison.Ordinal) && line.EndsWith("degraded, configuration version 3", StringComparison.Ordinal));
        Assert.Contains("alpha      healthy   live         closed        2/2       12   0.3s      2     9", run.Output.Lines);
        Assert.Contains("beta       unhealthy reconnecting open          0/2       12   0.3s      0     0", run.Output.Lines);
        Assert.Contains("           connection refused", run.Output.Lines);
        Assert.Contains("group dollars  BTC-USD from alpha", run.Output.Lines);
        Assert.Contains(run.Output.Lines, line => line.StartsWith("ALERT error  circuit_open of beta, ", StringComparison.Ordinal));
        Assert.Contains("STORAGE  /data/state.db: disk full", run.Output.Lines);
        Assert.All(run.Output.Lines, line => Assert.True(line.Length <= 80, line));
        Assert.Empty(run.Error.Lines);
    }

    [Fact]
    public async Task Status_AsJson_IsWhatTheGatewayTells()
    {
        var (code, run) = await Invocation.RunAsync("status", "--url", Url, "--format", "json");

        Assert.Equal(0, code);
        Assert.Equal(["alpha", "beta"], run.Result["providers"]!.AsArray().Select(provider => (string?)provider!["name"]));
        using var client = new HttpClient();
        Assert.Equal(JsonNode.Parse(await client.GetStringAsync($"{Url}status"))!.AsObject().Select(key => key.Key), run.Result.Select(key => key.Key));
    }

    [Fact]
    public async Task Status_OfAnUnhealthyGateway_FailsWithTheReasons()
    {
        _operations.Status = _operations.Status with { Groups = [FullStatus.Group(isPanic: true)] };

        var (code, run) = await Invocation.RunAsync("status", "--url", Url);

        Assert.Equal(1, code);
        Assert.Contains("  group dollars: no provider is well for BTC-USD", run.Output.Lines);
        Assert.Contains("group dollars  BTC-USD from alpha (PANIC)", run.Output.Lines);
    }

    [Fact]
    public async Task Status_OfOneWithTextThatMovesTheCursor_StaysOnItsLines()
    {
        var beta = _operations.Status.Providers[1];
        _operations.Status = _operations.Status with { Providers = _operations.Status.Providers.SetItem(1, beta with { LastError = "a\u001b[2Jb\nc" }) };

        var (_, run) = await Invocation.RunAsync("status", "--url", Url);

        Assert.Contains("           a [2Jb c", run.Output.Lines);
    }

    [Fact]
    public async Task Providers_CommandThatIsRefused_StaysOnItsLine()
    {
        _operations.OnExecute = (_, _, _) => Task.FromResult(new OperationOutcome(OperationResult.NotPossible, "no\u001b[2J\u202Eway"));

        var (code, run) = await Invocation.RunAsync("providers", "failover", "alpha", "--url", Url);

        Assert.Equal(1, code);
        Assert.EndsWith(" refused: no [2J way", Assert.Single(run.Error.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_OfAnIsolatedProvider_SaysThatItIsNotUsed()
    {
        var report = _operations.Status.Health[1];
        _operations.Status = _operations.Status with
        {
            Health = _operations.Status.Health.SetItem(1, report with { Circuit = report.Circuit with { Phase = Streaming.Circuits.CircuitPhase.Isolated } }),
        };

        var (_, run) = await Invocation.RunAsync("status", "--url", Url);

        Assert.Contains("beta       unhealthy not used     isolated      0/2       12   0.3s      0     0", run.Output.Lines);
        Assert.Contains("callbacks that failed 11, slow 17, refused subscribes 3", run.Output.Lines); // A63
    }

    [Theory]
    [InlineData("isolate", ProviderOperation.Isolate)]
    [InlineData("release", ProviderOperation.Release)]
    [InlineData("reconnect", ProviderOperation.Reconnect)]
    [InlineData("failover", ProviderOperation.Failover)]
    public async Task Providers_WithACommand_CommandsTheGateway(string command, ProviderOperation operation)
    {
        var (code, run) = await Invocation.RunAsync("providers", command, "alpha", "--reason", "planned work", "--url", Url);

        Assert.Equal(0, code);
        Assert.Equal(["alpha: done."], run.Output.Lines);
        Assert.Equal((operation, "alpha", "planned work"), Assert.Single(_operations.Executed));
    }

    [Fact]
    public async Task Providers_WithACommandAsJson_TellsTheOutcome()
    {
        var (code, run) = await Invocation.RunAsync("providers", "isolate", "alpha", "--url", Url, "--format", "json");

        Assert.Equal(0, code);
        Assert.Equal(("alpha", "isolate", "done"), ((string?)run.Result["provider"], (string?)run.Result["operation"], (string?)run.Result["result"]));
    }

    [Fact]
    public async Task Providers_WithACommandForAnUnknownOne_NamesTheNearest()
    {
        var (code, run) = await Invocation.RunAsync("providers", "isolate", "alhpa", "--url", Url);

        Assert.Equal(1, code);
        Assert.Equal([$"gateway: {Url.TrimEnd('/')} refused: There is no provider of this name; expected one of alpha, beta; did you mean 'alpha'?"], run.Error.Lines);
        Assert.Empty(run.Output.Lines);
    }

    [Theory]
    [InlineData("a/../b")]
    [InlineData("alpha/isolate?x=")]
    public async Task Providers_WithANameThatIsAPath_CommandsNobody(string name)
    {
        var (code, _) = await Invocation.RunAsync("providers", "isolate", name, "--url", Url);

        Assert.Equal(1, code);
        Assert.DoesNotContain(_operations.Executed, one => one.Provider is "alpha" or "beta" or "b");
    }

    [Fact]
    public async Task Providers_WithACommandThatIsNotPossible_SaysWhy()
    {
        _operations.OnExecute = (_, _, _) => Task.FromResult(new OperationOutcome(OperationResult.NotPossible, "nobody can stand in for alpha"));

        var (code, run) = await Invocation.RunAsync("providers", "failover", "alpha", "--url", Url);

        Assert.Equal(1, code);
        Assert.Equal([$"gateway: {Url.TrimEnd('/')} refused: nobody can stand in for alpha"], run.Error.Lines);
    }

    [Fact]
    public async Task Commands_OfAGuardedGateway_NeedItsToken()
    {
        var guarded = _guarded.Api!.ToString();
        using var right = new TextFile($"{Token}\n");
        using var wrong = new TextFile("another");

        var (without, first) = await Invocation.RunAsync("status", "--url", guarded);
        var (withWrong, second) = await Invocation.RunAsync("status", "--url", guarded, "--token-file", wrong.Path);
        var (withRight, _) = await Invocation.RunAsync("status", "--url", guarded, "--token-file", right.Path);

        Assert.Equal((1, 1, 0), (without, withWrong, withRight));
        Assert.Equal([$"gateway: the gateway at {guarded.TrimEnd('/')} wants a token; name a file that holds it with --token-file PATH"], first.Error.Lines);
        Assert.Equal([$"gateway: the gateway at {guarded.TrimEnd('/')} does not accept this token; name a file that holds another with --token-file PATH"], second.Error.Lines);
    }

    [Fact]
    public async Task Status_ByTheConfiguration_FindsAddressAndToken()
    {
        using var config = new TextFile(
            $$"""
            streaming:
              providers:
                - {name: coinbase, websocket_url: "wss://ws-feed.exchange.coinbase.com", symbols: [BTC-USD]}
            streaming_health:
              api: {enabled: true, host: 127.0.0.1, port: {{_guarded.Api!.Port}}, token: "{{Token}}"}
            """);

        var (code, run) = await Invocation.RunAsync("status", "--config", config.Path);

        Assert.Equal((0, ""), (code, run.Error.Text));
    }

    [Theory]
    [InlineData("api: {enabled: false}", "does not enable streaming_health.api, so a gateway with it cannot be asked; set enabled: true there, or name a gateway with --url URL")]
    [InlineData("api: {enabled: true, port: 0}", "lets the gateway take a free port; name the address that it told with --url URL")]
    public async Task Status_ByAConfigurationWithoutAddress_SaysWhatToDo(string api, string expected)
    {
        using var config = new TextFile(
            $$"""
            streaming:
              providers:
                - {name: coinbase, websocket_url: "wss://ws-feed.exchange.coinbase.com", symbols: [BTC-USD]}
            streaming_health:
              {{api}}
            """);

        var (code, run) = await Invocation.RunAsync("status", "--config", config.Path);

        Assert.Equal(1, code);
        Assert.Equal([$"gateway: {config.Path} {expected}"], run.Error.Lines);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("top")]
    [InlineData("providers isolate alpha")]
    public async Task Commands_WhereNothingRuns_SaySo(string command)
    {
        string free;
        using (var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            socket.Start();
            free = $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndpoint).Port}";
        }

        var (code, run) = await Invocation.RunAsync([.. command.Split(' '), "--url", free]);

        Assert.Equal(1, code);
        Assert.Equal([$"gateway: nothing answers at {free}; is the gateway running, with streaming_health.api enabled? Name another address with --url URL"], run.Error.Lines);
    }

    [Fact]
    public async Task Status_OfAnAddressOfMetrics_SaysThatItIsNotThere()
    {
        await using var metrics = await OperatorSurface.StartAsync(_operations, new StreamingHealthConfig { Metrics = new EndpointConfig { Enabled = true } });
        var (code, run) = await Invocation.RunAsync("status", "--url", metrics.Metrics!.ToString());

        Assert.Equal(1, code);
        Assert.Contains("refused: There is nothing under this path", Assert.Single(run.Error.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "running for ")]
    [InlineData("json", "{\"at\":")]
    public async Task Top_Redirected_WritesAgainAndAgainUntilCtrlC(string format, string start)
    {
        await using var run = Invocation.Start("top", "--url", Url, "--format", format);
        await run.Output.WaitForAsync(line => line.StartsWith(start, StringComparison.Ordinal), "a first status");
        _operations.Status = _operations.Status with { Configuration = _operations.Status.Configuration with { Version = 4 } };
        await run.Output.WaitForAsync(line => line.Contains("configuration version 4", StringComparison.Ordinal) || line.Contains("\"version\":4", StringComparison.Ordinal), "the changed status");

        Assert.Equal(0, await run.StopAsync());
        Assert.Empty(run.Error.Lines);
    }

    [Fact]
    public async Task Top_WhenTheGatewayEnds_SaysSoAndAsksOn()
    {
        await using var run = Invocation.Start("top", "--url", Url);
        await run.Output.WaitForAsync(line => line.StartsWith("running for ", StringComparison.Ordinal), "a first status");

        await _surface.DisposeAsync();

        await run.Error.WaitForAsync(line => line.Contains("nothing answers at", StringComparison.Ordinal), "that nothing answers");
        Assert.Equal(0, await run.StopAsync());
    }

    private string Url => _surface.Api!.ToString();
}
