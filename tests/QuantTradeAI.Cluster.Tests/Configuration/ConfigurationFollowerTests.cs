using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Cluster.Configuration;
using QuantTradeAI.Cluster.Registry;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Tests.Configuration;

public sealed class ConfigurationFollowerTests : IAsyncLifetime
{
    private readonly ConfigurationFolder _folder = new();
    private readonly RegistryDouble _registry = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly ConfigurationFollower _follower;
    private Exception? _failure;
    private int _applied;

    public ConfigurationFollowerTests()
    {
        var calls = new FollowerCalls(_registry.OfferAsync, _registry.FetchAsync, ApplyAsync);
        _follower = new ConfigurationFollower(_folder.Reader, calls, _clock, NullLogger.Instance);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _follower.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        _folder.Dispose();
    }

    [Fact]
    public async Task Silo_ThatIsTheFirst_GivesItsFileToTheCluster()
    {
        await StartAsync(1);

        Assert.Equal((1, 1L), (_follower.Current.BufferSize, _follower.Version));
        Assert.Null(_follower.Problem);
        Assert.Equal(0, _applied);
    }

    [Fact]
    public async Task Silo_ThatStartsWithAnOldFile_FollowsTheClusters()
    {
        _registry.Offer(ConfigurationFolder.Text(1));
        _registry.Offer(ConfigurationFolder.Text(2));

        await StartAsync(1);

        Assert.Equal((2, 2L), (_follower.Current.BufferSize, _follower.Version));
        Assert.Null(_follower.Problem);
    }

    [Fact]
    public async Task File_ThatChanges_IsTheClustersFromThenOn()
    {
        var told = 0;
        _follower.Changed += config => told = config.BufferSize!.Value;
        await StartAsync(1);

        _folder.WriteMain(2);

        await UntilAsync(() => _follower.Version == 2, "the changed file in the cluster");
        Assert.Equal((2, 2, 1), (_follower.Current.BufferSize, told, _applied));
        Assert.Equal(2, _follower.Status.Version);
    }

    [Fact]
    public async Task Version_ThatTheRegistryTells_IsFetched()
    {
        await StartAsync(1);
        _registry.Offer(ConfigurationFolder.Text(2));

        _follower.Note(_registry.View);

        await UntilAsync(() => _follower.Current.BufferSize == 2, "the version that was told");
        Assert.Equal(1, _registry.Offers - 1);
    }

    [Fact]
    public async Task Version_ThatCannotBeUsedHere_IsAProblemAndTheLastGoodOneStays()
    {
        await StartAsync(1);
        _registry.Offer(ConfigurationFolder.Text(2, "kraken"));

        _follower.Note(_registry.View);
        await UntilAsync(() => _follower.Problem is not null, "the problem");

        Assert.Equal((1, 1L), (_follower.Current.BufferSize, _follower.Version));
        Assert.Contains("kraken", Assert.Single(_follower.Status.Problems), StringComparison.Ordinal);
        Assert.Equal(1, _follower.Status.Refusals);

        _folder.Elsewhere = ["kraken"];
        _follower.Note(_registry.View);
        await UntilAsync(() => _follower.Version == 2, "the same version, once another silo carries the adapter");
        Assert.Null(_follower.Problem);
    }

    [Fact]
    public async Task Version_ThatCannotBeApplied_IsAProblemUntilTheNext()
    {
        await StartAsync(1);
        _failure = new InvalidOperationException("no room");
        _registry.Offer(ConfigurationFolder.Text(2));
        _follower.Note(_registry.View);
        await UntilAsync(() => _follower.Problem is not null, "the problem");
        Assert.Equal((1, "streaming.yaml: no room"), (_follower.Current.BufferSize, _follower.Problem));

        _failure = null;
        _registry.Offer(ConfigurationFolder.Text(3));
        _follower.Note(_registry.View);

        await UntilAsync(() => _follower.Current.BufferSize == 3, "the next version");
        Assert.Null(_follower.Problem);
    }

    [Fact]
    public async Task File_ThatBreaks_IsAProblemAndOffersNothing()
    {
        await StartAsync(1);

        _folder.Write("streaming.yaml", "streaming: {nonsense: 1}");
        await UntilAsync(() => _follower.Problem is not null, "the file's problem");
        Assert.Equal((1, 1), (_follower.Current.BufferSize, _registry.Offers));

        _folder.WriteMain(1);
        await UntilAsync(() => _follower.Problem is null, "the end of the file's problem");
        Assert.Equal((1L, 1), (_follower.Version, _registry.Offers));
    }

    [Fact]
    public async Task Secret_ThatChanges_IsUsedThoughNoTextHasChanged()
    {
        _folder.Write("key", "one");
        _folder.Write("streaming.yaml", ConfigurationFolder.Text(1).Replace("{name", "{credentials: {key: \"${file:key}\"}, name", StringComparison.Ordinal));
        await _follower.StartAsync(CancellationToken.None);
        Assert.Equal("one", Key());

        _folder.Write("key", "another");

        await UntilAsync(() => Key() == "another", "the changed secret");
        Assert.Equal((1L, 1), (_follower.Version, _registry.Offers));

        string Key() => _follower.Current.Providers[0].Credentials["key"].Reveal();
    }

    [Fact]
    public async Task Silo_WithoutARegistry_GoesByItsFileAndOffersItLater()
    {
        _registry.IsReachable = false;
        await StartAsync(1);
        Assert.Equal((1, 0L), (_follower.Current.BufferSize, _follower.Version));

        _registry.IsReachable = true;

        await UntilAsync(() => _follower.Version == 1, "the offer");
    }

    [Fact]
    public async Task Silo_WithABrokenFile_StartsWithTheClusters()
    {
        _registry.Offer(ConfigurationFolder.Text(2));
        _folder.Write("streaming.yaml", "streaming: {nonsense: 1}");

        await _follower.StartAsync(CancellationToken.None);

        Assert.Equal(2, _follower.Current.BufferSize);
        Assert.Contains("nonsense", _follower.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Silo_WithABrokenFileAndNothingElse_DoesNotStart(bool isReachable)
    {
        _registry.IsReachable = isReachable;
        _folder.Write("streaming.yaml", "streaming: {nonsense: 1}");

        var error = await Assert.ThrowsAsync<ProviderConfigurationException>(() => _follower.StartAsync(CancellationToken.None));

        Assert.Contains("streaming.nonsense", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registry_ThatLostAVersion_GetsItAnewUnderAHigherOne()
    {
        await StartAsync(1);
        var before = _registry.Book;
        _folder.WriteMain(2);
        await UntilAsync(() => _follower.Version == 2, "the second version");

        _registry.Book = before.WithSeen(2);
        _follower.Note(_registry.View);

        await UntilAsync(() => _follower.Version == 3, "the version that was lost");
        Assert.Equal(2, _follower.Current.BufferSize);
        Assert.Equal(1, _applied);
    }

    [Fact]
    public async Task Registry_ThatDoesNotKnowItsVersion_IsNotTakenForOneThatLostIt()
    {
        await StartAsync(1);
        _registry.IsReachable = false;

        _follower.Note(_registry.View with { ConfigurationVersion = RegistryView.UnknownVersion, ConfigurationHash = "" });
        await PassAsync();

        Assert.Equal((1L, 1), (_follower.Version, _registry.Offers));
        Assert.Null(_follower.Problem);
    }

    [Fact]
    public async Task Registry_WithAnotherTextUnderTheSameVersion_IsFollowed()
    {
        await StartAsync(1);
        _registry.Book = ConfigurationBook.Empty;
        _registry.Offer(ConfigurationFolder.Text(2));

        _follower.Note(_registry.View);

        await UntilAsync(() => _follower.Current.BufferSize == 2, "the other text");
        Assert.Equal(1, _follower.Version);
    }

    private async Task StartAsync(int bufferSize)
    {
        _folder.WriteMain(bufferSize);
        await _follower.StartAsync(CancellationToken.None);
    }

    private Task ApplyAsync(StreamingConfig config, CancellationToken cancellationToken)
    {
        if (_failure is not null)
            throw _failure;
        _applied++;
        return Task.CompletedTask;
    }

    /// <summary>Moves the clock by a minute.</summary>
    private async Task PassAsync()
    {
        for (var i = 0; i < 60; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    /// <summary>Moves the clock until it holds.</summary>
    private async Task UntilAsync(Func<bool> condition, string missing)
    {
        for (var i = 0; i < 2_000 && !condition(); i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }

        Assert.True(condition(), $"Waited in vain for {missing}; {_follower.Status}");
    }
}
