using QuantTradeAI.Gateway.Tests.Support;
using QuantTradeAI.Gateway.Validate;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Gateway.Tests.Validate;

public sealed class ValidateTests
{
    private const string Broken =
        """
        streaming:
          providers:
            - name: binanse
              websocket_url: wss://x/
          bufer_size: 5
        """;

    private const string Good =
        """
        provider: binance
        environments:
          dev: {websocket_url: wss://x/, data_types: [trades]}
          prod: {data_types: [order_book]}
        """;

    [Fact]
    public async Task Validate_OfTheShippedStreamingFile_IsOk()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "config/streaming.yaml");

        var (code, run) = await Invocation.RunAsync("validate", path);

        Assert.Equal(0, code);
        Assert.Equal([$"{path}: ok, a streaming configuration"], run.Output.Lines);
        Assert.Empty(run.Error.Lines);
    }

    [Fact]
    public async Task Validate_OfABrokenFile_TellsEachProblemWithinATerminal()
    {
        using var file = new TextFile(Broken);

        var (code, run) = await Invocation.RunAsync("validate", file.Path);

        Assert.Equal(1, code);
        Assert.Equal(
            [
                $"{file.Path}:3:13 streaming.providers[0].name",
                "  unknown provider 'binanse'; expected one of alpaca, binance, coinbase,",
                "  example; did you mean 'binance'?",
                $"{file.Path}:5:3 streaming.bufer_size",
                "  unknown key; expected one of buffer_size, cluster, failover,",
                "  health_check_interval, market_hours, plugins, providers, reconnect_attempts,",
                "  storage, symbols; did you mean 'buffer_size'?",
                $"{file.Path}: 2 problems",
            ],
            run.Output.Lines);
    }

    [Fact]
    public async Task Validate_ForMachines_IsOneObject()
    {
        using var file = new TextFile(Broken);

        var (code, run) = await Invocation.RunAsync("validate", file.Path, "--format", "json");

        Assert.Equal(1, code);
        Assert.False((bool)run.Result["ok"]!);
        var told = Assert.Single(run.Result["files"]!.AsArray())!;
        Assert.Equal("streaming", (string)told["kind"]!);
        Assert.Equal([(3, 13), (5, 3)], told["problems"]!.AsArray().Select(problem => ((int)problem!["line"]!, (int)problem["column"]!)));
        Assert.Equal("streaming.bufer_size", (string)told["problems"]![1]!["path"]!);
    }

    [Fact]
    public async Task Validate_ForAWorkflow_IsAnnotationsAlone()
    {
        using var file = new TextFile(Broken);

        var (code, run) = await Invocation.RunAsync("validate", file.Path, "--format", "github");

        Assert.Equal(1, code);
        Assert.Equal(2, run.Output.Lines.Length);
        Assert.Equal(
            $"::error file={file.Path},line=3,col=13::streaming.providers[0].name: unknown provider 'binanse'; expected one of alpaca, binance, coinbase, example; did you mean 'binance'?",
            run.Output.Lines[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, "--environment", "dev")]
    [InlineData(1, "--environment", "prod")]
    [InlineData(1, "--environment", "staging")]
    public async Task Validate_OfAProvidersDocument_UsesTheEnvironment(int expected, params string[] options)
    {
        using var file = new TextFile(Good);

        var (code, run) = await Invocation.RunAsync(["validate", file.Path, .. options]);

        Assert.Equal(expected, code);
        Assert.EndsWith(expected == 0 ? "ok, a provider's document" : "1 problem", run.Output.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OfADocumentWithoutAnAdapter_SaysSo()
    {
        using var file = new TextFile("provider: kraken\nenvironments: {dev: {}}\n");

        var (code, run) = await Invocation.RunAsync("validate", file.Path, "--format", "github");

        Assert.Equal(1, code);
        Assert.Contains("there is no adapter for the provider 'kraken'; expected one of alpaca, binance, coinbase, example", run.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OfSeveralFiles_ChecksAll()
    {
        using var good = new TextFile(Good);

        var (code, run) = await Invocation.RunAsync("validate", good.Path, "no/such.yaml", "--format", "json");

        Assert.Equal(1, code);
        Assert.Equal(["provider", "unknown"], run.Result["files"]!.AsArray().Select(file => (string)file!["kind"]!));
        Assert.Equal("the file cannot be read: there is none; expected a YAML or JSON file", (string)run.Result["files"]![1]!["problems"]![0]!["message"]!);
    }

    [Fact]
    public async Task Validate_WithoutFiles_ChecksTheStreamingFile()
    {
        var (code, run) = await Invocation.RunAsync("validate", "--format", "json");

        Assert.Equal(0, code);
        Assert.Equal("streaming.yaml", Path.GetFileName((string)Assert.Single(run.Result["files"]!.AsArray())!["file"]!));
    }

    [Fact]
    public void Annotation_WithSeparators_KeepsThemApart() => Assert.Equal(
        "::error file=a%3Ab%2Cc%25.yaml,line=1,col=2::p: 100%25 of a%0Ab, c: d",
        ProblemReport.Annotation(new ConfigProblem("a:b,c%.yaml", 1, 2, "p", "100% of a\nb, c: d")));
}
