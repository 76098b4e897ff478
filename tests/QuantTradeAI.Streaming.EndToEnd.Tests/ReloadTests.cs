using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Tests.Gateway;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>A configuration file that changes while the gateway runs.</summary>
public sealed class ReloadTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reload");
    private readonly LineLog _log = new();
    private VenueSimulator _simulator = null!;
    private StreamingGateway? _gateway;

    private string FilePath => Path.Combine(_folder.FullName, "streaming.yaml");

    private ConfigurationStatus Status => _gateway!.GetStatus().Configuration;

    public async Task InitializeAsync() => _simulator = await VenueSimulator.StartAsync(new SimulatorOptions(), CancellationToken.None);

    public async Task DisposeAsync()
    {
        if (_gateway is not null)
            await Patience.For(_gateway.StopAsync(), "the gateway to stop");
        await _simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task File_ThatChanges_IsUsedWithoutARestart()
    {
        await StartAsync("[BTC-USD]");

        Write("[BTC-USD, ETH-USD]");

        await SubscribedAsync("matches:ETH-USD");
        Assert.Equal(1, _simulator.Coinbase.ConnectionsAccepted);
        await Patience.For(_log.WaitAsync("Configuration version 2 is in use."), "the log line");
        Assert.Equal((2, 0), (Status.Version, Status.Refusals));
    }

    [Fact]
    public async Task File_ThatIsBroken_LeavesTheLastGoodOneAndIsToldAndShown()
    {
        await StartAsync("[BTC-USD]");

        Write("[BTC-USD, \"ETH USD\"]");
        await Patience.For(_log.WaitAsync("The changed configuration is not used"), "the log line");
        Assert.Equal((1, 1), (Status.Version, Status.Refusals));
        Assert.Contains("ETH USD", Assert.Single(Status.Problems), StringComparison.Ordinal);
        Assert.Equal(["heartbeat:BTC-USD", "matches:BTC-USD", "ticker:BTC-USD"], _simulator.Coinbase.Subscriptions);

        Write("[BTC-USD, SOL-USD]");
        await SubscribedAsync("matches:SOL-USD");
        await Patience.For(_log.WaitAsync("Configuration version 2 is in use."), "the log line");
        Assert.Empty(Status.Problems);
        Assert.Equal(1, _simulator.Coinbase.ConnectionsAccepted);
    }

    [Fact]
    public async Task File_ThatIsRemovedAndComesBack_IsTakenUpAgain()
    {
        await StartAsync("[BTC-USD]");

        File.Delete(FilePath);
        await Patience.For(_log.WaitAsync("cannot be read"), "the log line");
        Write("[BTC-USD, ETH-USD]");

        await SubscribedAsync("matches:ETH-USD");
    }

    [Fact] // How Kubernetes exchanges a mounted ConfigMap: a symbolic link to a directory is replaced.
    public async Task Folder_SwappedByALink_IsNoticed()
    {
        var (first, second) = (_folder.CreateSubdirectory("..1"), _folder.CreateSubdirectory("..2"));
        Write("[BTC-USD]", Path.Combine(first.FullName, "streaming.yaml"));
        Write("[BTC-USD, ETH-USD]", Path.Combine(second.FullName, "streaming.yaml"));
        var data = Path.Combine(_folder.FullName, "..data");
        Directory.CreateSymbolicLink(data, first.FullName);
        File.CreateSymbolicLink(FilePath, Path.Combine("..data", "streaming.yaml"));
        await StartAsync(null);

        File.Delete(data);
        Directory.CreateSymbolicLink(data, second.FullName);

        await SubscribedAsync("matches:ETH-USD");
    }

    [Fact]
    public async Task Stop_WhileReadingHangsInAnAdapter_EndsWithinItsLimit()
    {
        using var adapters = new HangingAdapters();
        await StartAsync("[BTC-USD]", new GatewayOptions { Catalog = adapters.Catalog, StopTimeout = TimeSpan.FromMilliseconds(500) });
        adapters.HangAt(1);
        Write("[ETH-USD]");
        await Patience.For(adapters.Hangs, "the adapter to be asked for");

        await Patience.For(_gateway!.StopAsync(), "the stop");

        Assert.False(adapters.IsReleased);
    }

    [Fact]
    public async Task Change_ThatHangsUntilAfterTheStop_StartsNothing()
    {
        using var adapters = new HangingAdapters();
        await StartAsync("[BTC-USD]", new GatewayOptions { Catalog = adapters.Catalog, StopTimeout = TimeSpan.FromMilliseconds(500) });
        var config = _gateway!.Configuration;
        adapters.HangAt(1);
        var applying = Task.Run(() => _gateway.ApplyAsync(config with { Providers = [config.Providers[0].Limit(50)] }));
        await Patience.For(adapters.Hangs, "the adapter to be asked for");
        await Patience.For(_gateway.StopAsync(), "the stop");

        adapters.Release();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => applying.WaitAsync(Patience.Limit));

        await _simulator.Coinbase.WaitAsync(venue => venue.ConnectionsOpen == 0, Patience.Limit, "the old connection's end");
        Assert.True(_gateway.GetStatus().Providers[0].State is ProviderState.Stopping or ProviderState.Disconnected);
        Assert.Equal((1, 1), (Status.Version, _simulator.Coinbase.ConnectionsAccepted));
    }

    [Theory]
    [InlineData("${file:/}")]
    [InlineData("${file:.}")]
    [InlineData("${file:}")]
    [InlineData("${file:/proc/self/mem}")]
    [InlineData("${file:nul\\0byte}")]
    public async Task Path_ThatCannotBeRead_IsAProblemAndFollowingGoesOn(string url)
    {
        await StartAsync("[BTC-USD]");

        Write("[BTC-USD]", url: $"\"{url}\"");
        await Patience.For(_log.WaitAsync("The changed configuration is not used"), "the log line");
        Assert.Contains("websocket_url", string.Join('\n', Status.Problems), StringComparison.Ordinal);
        Write("[BTC-USD, ETH-USD]");

        await SubscribedAsync("matches:ETH-USD");
        Assert.Equal(1, _simulator.Coinbase.ConnectionsAccepted);
    }

    [Fact]
    public async Task File_ThatIsHalfWritten_IsReadOnceItIsWhole()
    {
        await StartAsync("[BTC-USD]");
        var whole = Text("[BTC-USD, ETH-USD]");

        File.WriteAllText(FilePath, whole[..^4]);
        await Patience.For(_log.WaitAsync("The changed configuration is not used"), "the log line");
        File.AppendAllText(FilePath, whole[^4..]);

        await SubscribedAsync("matches:ETH-USD");
        await Patience.For(_log.WaitAsync("Configuration version 2 is in use."), "the log line");
        Assert.Empty(Status.Problems);
    }

    private async Task StartAsync(string? symbols, GatewayOptions? options = null)
    {
        if (symbols is not null)
            Write(symbols);
        _gateway = new StreamingGateway(FilePath, options ?? new GatewayOptions { LoggerFactory = _log });
        await _gateway.StartAsync();
        await Patience.For(_gateway.WhenLiveAsync(), "the provider");
    }

    private Task SubscribedAsync(string stream) =>
        _simulator.Coinbase.WaitAsync(venue => venue.Subscriptions.Contains(stream), Patience.Limit, stream);

    /// <summary>Whole at once, as editors and Kubernetes do it.</summary>
    private void Write(string symbols, string? path = null, string? url = null)
    {
        path ??= FilePath;
        File.WriteAllText(path + ".new", Text(symbols, url));
        File.Move(path + ".new", path, overwrite: true);
    }

    private string Text(string symbols, string? url = null) =>
        $"""
        streaming:
          providers:
            - name: coinbase
              websocket_url: {url ?? _simulator.Coinbase.WebSocketUrl.ToString()}
              symbols: {symbols}
        """;
}
