using QuantTradeAI.Gateway.Tests.Support;

namespace QuantTradeAI.Gateway.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("Unrecognized command or argument 'serve'. Try 'gateway --help'.", "serve")]
    [InlineData("--duration got '5'; expected a number above 0 with a unit: 500ms, 10s, 2m or 1h, at most 30 days. Try 'gateway --help'.", "--duration", "5")]
    [InlineData("--port got '70000'; expected a port from 0 to 65535. Try 'gateway run --help'.", "run", "--port", "70000")]
    [InlineData("Argument 'xml' not recognized. Must be one of: 'text' 'json'. Try 'gateway run --help'.", "run", "--format", "xml")]
    [InlineData("Required argument missing for command: 'replay'. Try 'gateway replay --help'.", "replay")]
    [InlineData("--speed got '-1'; expected a number above 0, or max. Try 'gateway replay --help'.", "replay", "file", "--speed", "-1")]
    [InlineData("Argument 'kraken' not recognized. Must be one of: 'binance' 'coinbase'. Try 'gateway replay --help'.", "replay", "file", "--venue", "kraken")]
    [InlineData("--port got '70000'; expected a port from 0 to 65535. Try 'gateway simulate --help'.", "simulate", "--port", "70000")]
    [InlineData("--rate got '0'; expected events a second above 0, at most 1000000. Try 'gateway simulate --help'.", "simulate", "--rate", "0")]
    [InlineData("--rate got 'abc'; expected events a second above 0, at most 1000000. Try 'gateway simulate --help'.", "simulate", "--rate", "abc")]
    [InlineData("--port got 'x'; expected a port from 0 to 65535. Try 'gateway simulate --help'.", "simulate", "--port", "x")]
    [InlineData("--seed got 'x'; expected a whole number. Try 'gateway simulate --help'.", "simulate", "--seed", "x")]
    [InlineData("Argument 'xml' not recognized. Must be one of: 'text' 'json' 'github'. Try 'gateway validate --help'.", "validate", "--format", "xml")]
    [InlineData("--speed and --loop belong to a --recording. Try 'gateway simulate --help'.", "simulate", "--loop")]
    [InlineData("Required argument missing for command: 'verify'. Try 'gateway plugins verify --help'.", "plugins", "verify")]
    [InlineData("Required command was not provided. Try 'gateway plugins --help'.", "plugins")]
    [InlineData("Required argument missing for command: 'isolate'. Try 'gateway providers isolate --help'.", "providers", "isolate")]
    [InlineData("NAME got ''; expected the name of a configured provider. Try 'gateway providers isolate --help'.", "providers", "isolate", "")]
    [InlineData("NAME got '..'; expected the name of a configured provider. Try 'gateway providers release --help'.", "providers", "release", "..")]
    [InlineData("--data got ''; expected a directory. Try 'gateway --help'.", "--data", "")]
    [InlineData("--url got 'nowhere'; expected an address like http://127.0.0.1:8000. Try 'gateway status --help'.", "status", "--url", "nowhere")]
    [InlineData("--url got 'an address with '@''; expected an address like http://127.0.0.1:8000. Try 'gateway top --help'.", "top", "--url", "http://user:password@x")]
    [InlineData("Argument 'xml' not recognized. Must be one of: 'text' 'json'. Try 'gateway providers --help'.", "providers", "--format", "xml")]
    public async Task Program_UsedWrongly_SaysSoInOneLineAndExitsWith2(string expected, params string[] args)
    {
        var (code, run) = await Invocation.RunAsync(args);

        Assert.Equal(2, code);
        Assert.Equal([$"gateway: {expected}"], run.Error.Lines);
        Assert.Empty(run.Output.Lines);
    }

    [Theory]
    [InlineData("gateway --duration 10s --format json", "--help")]
    [InlineData("gateway --duration 10s --format json", "run", "--help")]
    [InlineData("gateway replay COINBASE.ws.28.0 --venue coinbase --speed max", "replay", "--help")]
    [InlineData("gateway simulate --venue all --port 8700 --rate 1000", "simulate", "-h")]
    [InlineData("gateway providers --plugins artifacts/plugins --format json", "providers", "--help")]
    [InlineData("gateway plugins pack artifacts/plugins/mine", "plugins", "--help")]
    [InlineData("gateway plugins pack artifacts/plugins/mine", "plugins", "pack", "--help")]
    [InlineData("gateway plugins verify artifacts/plugins/mine", "plugins", "verify", "--help")]
    [InlineData("gateway providers isolate binance --reason \"maintenance\"", "providers", "isolate", "--help")]
    [InlineData("gateway providers failover binance --url http://10.0.0.5:8000", "providers", "failover", "--help")]
    [InlineData("gateway status --url http://10.0.0.5:8000 --token-file token.txt", "status", "--help")]
    [InlineData("gateway top", "top", "--help")]
    [InlineData("gateway validate --environment prod --format github", "validate", "--help")]
    public async Task Help_OfEachCommand_HasExamplesAndFitsATerminal(string example, params string[] args)
    {
        var (code, run) = await Invocation.RunAsync(args);

        Assert.Equal(0, code);
        Assert.Contains(run.Output.Lines, line => line.Trim().StartsWith(example, StringComparison.Ordinal));
        Assert.Contains("Exit codes: 0 ok, 1 failed, 2 wrong usage.", run.Output.Lines);
        Assert.All(run.Output.Lines, line => Assert.True(line.Length <= 80, line));
        Assert.Empty(run.Error.Lines);
    }

    [Fact]
    public async Task Program_AskedForItsVersion_TellsIt()
    {
        var (code, run) = await Invocation.RunAsync("--version");

        Assert.Equal(0, code);
        Assert.NotEmpty(Assert.Single(run.Output.Lines));
    }
}
