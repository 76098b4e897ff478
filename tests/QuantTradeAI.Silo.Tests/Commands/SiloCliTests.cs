using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Silo.Commands;
using QuantTradeAI.Silo.Tests.Support;

namespace QuantTradeAI.Silo.Tests.Commands;

public sealed class SiloCliTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--help", "Examples:")]
    [InlineData("schema show", "CREATE TABLE cluster_member")]
    [InlineData("schema show sqlite", "CREATE TABLE grain_state")]
    [InlineData("validate", "ok, a streaming configuration")]
    public async Task Command_ThatOnlyTells_Succeeds(string line, string expected)
    {
        var (code, output, _) = await RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--silo-port 0", "--silo-port got '0'; expected a port from 1 to 65535.")]
    [InlineData("schema show oracle", "oracle")]
    [InlineData("start", "start")]
    public async Task Command_ThatIsWrong_SaysWhat(string line, string expected)
    {
        var (code, _, error) = await RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.WrongUsage, code);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("Try 'silo --help'.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SchemaApply_WithoutADatabase_SaysThatThereIsNone()
    {
        var (code, output, error) = await RunAsync("schema", "apply", "--config", Path.Combine(AppContext.BaseDirectory, "config/streaming.yaml"));

        Assert.Equal((ExitCode.Ok, ""), (code, output));
        Assert.Contains("no database is named", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_OfAQueueThatIsNotBuiltIn_SaysHowToBuildIt()
    {
        var file = _folder.Write("streaming.yaml", "streaming: {providers: [{name: coinbase, websocket_url: wss://x/}], cluster: {streams: {provider: azure_queue, connection: x}}}\n");

        var (code, output, error) = await RunAsync("validate", file);

        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("ok, a streaming configuration", output, StringComparison.Ordinal);
        Assert.Contains("streaming.cluster.streams.provider: azure_queue is not part of this program; build it with -p:AzureQueue=true", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await SiloCli.RunAsync(args, new CommandHost { Program = "silo", Output = output, Error = error }, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }
}
