using System.Text.Json.Nodes;
using QuantTradeAI.Gateway.Tests.Support;

namespace QuantTradeAI.Gateway.Tests.Replay;

public sealed class ReplayTests
{
    [RecordingFact(RecordingFiles.Coinbase)]
    public async Task Replay_OfTheCoinbaseCapture_AccountsForEveryFrame()
    {
        var result = await ReplayAsync(RecordingFiles.Find(RecordingFiles.Coinbase)!, "--venue", "coinbase");

        Assert.Equal(
            """{"trades":97,"quotes":107,"last_values":10,"ignored":{"l2update":9719,"snapshot":10,"subscriptions":3},"rejected":{},"gaps":0,"duplicates":0,"symbols":["BAND-BTC","BAND-GBP","CRV-EUR","DASH-BTC","NMR-EUR","NU-GBP","SKL-BTC","SKL-GBP","SKL-USD","YFI-BTC"],"frames":9946}""",
            result.ToJsonString());
        Assert.Equal(9946, 97 + 107 + 10 + 9719 + 10 + 3);
    }

    [RecordingFact(RecordingFiles.Binance)]
    public async Task Replay_OfTheBinanceCapture_TellsItsVenueByItself()
    {
        var result = await ReplayAsync(RecordingFiles.Find(RecordingFiles.Binance)!);

        Assert.Equal(
            """{"trades":2,"quotes":84,"last_values":0,"ignored":{"depthUpdate":177,"kline":2},"rejected":{},"gaps":0,"duplicates":0,"symbols":["BLZ-ETH","LRC-BTC","NKN-USDT","RUNE-EUR"],"frames":265}""",
            result.ToJsonString());
        Assert.Equal(265, 2 + 84 + 177 + 2);
    }

    [Fact]
    public async Task Replay_OfACaptureWithFaults_CountsEachUnderItsName()
    {
        using var capture = new TextFile(Captures.CoinbaseWithFaults);

        var result = await ReplayAsync(capture.Path);

        Assert.Equal(
            """{"trades":2,"quotes":0,"last_values":1,"ignored":{"heartbeat":1,"subscriptions":1},"rejected":{"bad_json":1},"gaps":1,"duplicates":1,"symbols":["SKL-BTC"],"frames":7}""",
            result.ToJsonString());
    }

    [Fact]
    public async Task Replay_AtRecordedPace_TakesAsLongAsTheCapture()
    {
        using var capture = new TextFile(Captures.CoinbaseWithFaults);

        var (code, run) = await Invocation.RunAsync("replay", capture.Path, "--format", "json");

        Assert.Equal(0, code);
        Assert.InRange(run.Result["elapsed_s"]!.GetValue<double>(), 0.6, 30);
    }

    [Fact]
    public async Task Replay_InText_SaysFirstWhatItPlays()
    {
        using var capture = new TextFile(Captures.CoinbaseWithFaults);

        var (_, run) = await Invocation.RunAsync("replay", capture.Path, "--speed", "max");

        Assert.Equal("coinbase: 7 frames in 0.6 s, 1 symbol, at full speed", run.Output.Lines[0]);
        Assert.Equal(2, run.Output.Lines.Length);
    }

    [Fact]
    public async Task Replay_OfAMissingFile_FailsWithItsName()
    {
        var (code, run) = await Invocation.RunAsync("replay", "no-such-capture");

        Assert.Equal(1, code);
        Assert.Equal(["gateway: there is no file no-such-capture"], run.Error.Lines);
        Assert.Empty(run.Output.Lines);
    }

    [Fact]
    public async Task Replay_OfADirectory_SaysThatItIsOne()
    {
        var folder = AppContext.BaseDirectory;

        var (code, run) = await Invocation.RunAsync("replay", folder);

        Assert.Equal(1, code);
        Assert.Equal([$"gateway: {folder} is a directory; expected a capture"], run.Error.Lines);
    }

    [Fact]
    public async Task Replay_OfNoCapture_FailsWithTheLine()
    {
        using var file = new TextFile("This is no capture.\n");

        var (code, run) = await Invocation.RunAsync("replay", file.Path);

        Assert.Equal(1, code);
        Assert.Equal([$"gateway: {file.Path}, line 1: expected the header '<ws or wss url> <-> <time>'"], run.Error.Lines);
    }

    [Fact]
    public async Task Replay_OfAnotherVenuesCapture_Fails()
    {
        using var capture = new TextFile(Captures.CoinbaseWithFaults);

        var (code, run) = await Invocation.RunAsync("replay", capture.Path, "--venue", "binance");

        Assert.Equal(1, code);
        Assert.EndsWith("line 1: this is a capture of coinbase, not of binance; leave --venue out", Assert.Single(run.Error.Lines));
    }

    /// <summary>The result without its times.</summary>
    private static async Task<JsonObject> ReplayAsync(string file, params string[] options)
    {
        var (code, run) = await Invocation.RunAsync(["replay", file, "--speed", "max", "--format", "json", .. options]);

        Assert.True(code == 0, run.Error.Text);
        var result = run.Result;
        Assert.True(result["elapsed_s"]!.GetValue<double>() > 0);
        Assert.True(result["events_per_s"]!.GetValue<double>() > 0);
        result.Remove("elapsed_s");
        result.Remove("events_per_s");
        return result;
    }
}
