using QuantTradeAI.Client.Commands;
using QuantTradeAI.Gateway.Commands;

namespace QuantTradeAI.Cluster.Client.Tests.Program;

public sealed class ClientProgramTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("client-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("subscribe", "Required argument missing")]
    [InlineData("subscribe BTC@USD@x", "SYMBOL got 'BTC@USD@x'")]
    [InlineData("subscribe BTC-USD --format xml", "xml")]
    [InlineData("subscribe BTC-USD --duration soon", "--duration got 'soon'")]
    [InlineData("provider binance explode", "explode")]
    [InlineData("snapshot", "Required argument missing")]
    public async Task WrongUsage_SaysWhatAndExitsWithTwo(string arguments, string said)
    {
        var (code, _, error) = await RunAsync(arguments);

        Assert.Equal(ExitCode.WrongUsage, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.StartsWith("client: ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "client bench BTC-USD --duration 30s")]
    [InlineData("subscribe --help", "--quotes")]
    [InlineData("provider --help", "isolate")]
    public async Task Help_ShowsExamples(string arguments, string shown)
    {
        var (code, output, _) = await RunAsync(arguments);

        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains(shown, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoCluster_IsSaidWithinTenSeconds()
    {
        var config = await FileOf("streaming: {cluster: {endpoints: {gateway_port: 1}}}");
        var running = RunAsync($"registry --config {config}");

        var (code, _, error) = await running.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("no cluster answers on this machine at port 1", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("streaming: {cluster: {clustering: {kind: nowhere}}}", "nowhere")]
    [InlineData("streaming: {cluster: {clustering: {kind: azure, connection: x}}}", "azure is not part of this program")]
    public async Task WrongConfiguration_IsSaid(string text, string said)
    {
        var (code, _, error) = await RunAsync($"registry --config {await FileOf(text)}");

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingConfiguration_IsSaid()
    {
        var (code, _, error) = await RunAsync("registry --config no-such-file.yaml");

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("there is no file no-such-file.yaml", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new CommandHost { Output = output, Error = error, Program = ClientCommands.ProgramName };
        var code = await ClientCli.RunAsync(arguments.Split(' '), host, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    private async Task<string> FileOf(string text)
    {
        var path = Path.Combine(_folder.FullName, "streaming.yaml");
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
