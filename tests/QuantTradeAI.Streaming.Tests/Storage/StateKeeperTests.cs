using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Tests.Configuration;

namespace QuantTradeAI.Streaming.Tests.Storage;

public sealed class StateKeeperTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly ArmedClock _clock = new();
    private readonly KeptLog _log = new();
    private readonly FakeStore _store = new();
    private readonly StateKeeper _keeper;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StateKeeperTests()
    {
        _keeper = new StateKeeper(_store, _clock, _log);
        _keeper.Changed += () => throw new InvalidOperationException("broken handler");
        _keeper.Changed += () => _changed.TrySetResult();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _keeper.DisposeAsync();

    private static ProviderRecord Of(string provider, long epoch) => new() { Provider = provider, Epoch = epoch };

    [Fact]
    public async Task Note_IsWritten()
    {
        _keeper.Note(Of("a", 1));

        Assert.True(await FlushAsync());
        Assert.Equal([Of("a", 1)], _store.Written);
        Assert.Equal(new StorageStatus("fake", false, null, null, 0, 1, 0), _keeper.Status);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Note_BehindASlowWrite_KeepsTheNewestOfEachProvider()
    {
        var hang = _store.Hang = new TaskCompletionSource();
        _keeper.Note(Of("a", 1));
        await _store.AttemptsAsync(1);
        for (var epoch = 2; epoch <= 1000; epoch++)
        {
            _keeper.Note(Of("a", epoch));
            _keeper.Note(Of("b", epoch));
        }

        Assert.Equal(2, _keeper.Status.Waiting);
        _store.Hang = null;
        hang.SetResult();

        Assert.True(await FlushAsync());
        Assert.Equal([Of("a", 1), Of("a", 1000), Of("b", 1000)], _store.Written);
    }

    [Fact]
    public async Task Failure_DegradesAndIsTriedAgainEveryFiveSeconds()
    {
        _store.Failure = new StateStoreException("the disk is full");
        var since = _clock.GetUtcNow();
        await DegradeAsync();

        Assert.Equal(new StorageStatus("fake", true, since, "the disk is full", 1, 0, 1), _keeper.Status);
        await _clock.ArmedAsync(StateKeeper.RetryInterval);
        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(1, _store.Attempts);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await _clock.ArmedAsync(StateKeeper.RetryInterval);
        Assert.Equal(2, _store.Attempts);
        _store.Failure = null;
        await ChangeAsync(() => _clock.Advance(StateKeeper.RetryInterval));

        Assert.Equal(new StorageStatus("fake", false, null, null, 0, 1, 2), _keeper.Status);
        Assert.Equal(
            [
                "Error 7100 States of providers cannot be kept in fake and wait in memory until it works again; a restart would forget them. the disk is full",
                "Error 7102 A handler of the storage's changes threw.",
                "Information 7101 States of providers are kept in fake again, after 00:00:10.",
                "Error 7102 A handler of the storage's changes threw.",
            ],
            _log.Lines);
    }

    [Fact]
    public async Task Failure_WithNews_IsTriedAgainAfterASecond()
    {
        _store.Failure = new StateStoreException("the disk is full");
        await DegradeAsync();
        await _clock.ArmedAsync(StateKeeper.RetryInterval);

        _keeper.Note(Of("b", 2));
        _keeper.Note(Of("a", 3));
        await _clock.ArmedAsync(StateKeeper.LeastInterval);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal(1, _store.Attempts);
        _store.Failure = null;
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await _store.AttemptsAsync(3);

        Assert.True(await FlushAsync());
        Assert.Equal([Of("b", 2), Of("a", 3)], _store.Written.OrderBy(record => record.Epoch));
    }

    [Fact]
    public async Task Flush_WhileDegraded_TriesAtOnceAndSaysWhatCameOfIt()
    {
        _store.Failure = new StateStoreException("the disk is full");
        await DegradeAsync();

        Assert.False(await FlushAsync());
        Assert.Equal(2, _store.Attempts);
        _store.Failure = null;

        Assert.True(await FlushAsync());
        Assert.Equal([Of("a", 1)], _store.Written);
    }

    [Fact]
    public async Task Flush_OfNothing_IsDoneAtOnce() => Assert.True(await _keeper.FlushAsync(new CancellationToken(canceled: true)));

    [Fact]
    public async Task Flush_WhoseDeadlineComes_SaysThatSomethingWaits()
    {
        _store.Hang = new TaskCompletionSource();
        _keeper.Note(Of("a", 1));
        await _store.AttemptsAsync(1);

        Assert.False(await _keeper.FlushAsync(new CancellationToken(canceled: true)));
        Assert.Equal(1, _keeper.Status.Waiting);
    }

    [Fact]
    public async Task Write_ThatHangs_DegradesWithoutAnotherBesideIt()
    {
        var hang = _store.Hang = new TaskCompletionSource();
        _keeper.Note(Of("a", 1));
        await _store.AttemptsAsync(1);
        _keeper.Note(Of("a", 2));

        await _clock.ArmedAsync(StateKeeper.WriteDeadline);
        await ChangeAsync(() => _clock.Advance(StateKeeper.WriteDeadline));
        Assert.True(_keeper.Status.IsDegraded);
        Assert.Contains("more than 10 s", _keeper.Status.LastError, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, _store.Attempts);
        _store.Hang = null;
        await ChangeAsync(hang.SetResult);

        Assert.True(await FlushAsync());
        Assert.Equal([Of("a", 1), Of("a", 2)], _store.Written);
        Assert.False(_keeper.Status.IsDegraded);
    }

    [Fact]
    public async Task Write_ThatFailsWhileANewerOneWaits_IsNotTriedAgain()
    {
        var hang = _store.Hang = new TaskCompletionSource();
        _keeper.Note(Of("a", 1));
        await _store.AttemptsAsync(1);
        _keeper.Note(Of("a", 2));

        _store.Failure = new StateStoreException("x");
        _store.Hang = null;
        await ChangeAsync(hang.SetResult);
        Assert.Equal(1, _keeper.Status.Waiting);
        _store.Failure = null;

        Assert.True(await FlushAsync());
        Assert.Equal([Of("a", 2)], _store.Written);
    }

    [Fact]
    public async Task Write_OfAnOwnerOfBefore_IsGivenUpWithoutDegrading()
    {
        _store.Failure = new StateConflictException("another owner wrote epoch 9", epoch: 9);
        _keeper.Note(Of("a", 1));

        Assert.True(await FlushAsync());
        Assert.Equal(1, _store.Attempts);
        Assert.Equal(new StorageStatus("fake", false, null, null, 0, 0, 0), _keeper.Status);
        Assert.Equal(["Warning 7103 fake keeps the state of a that its owner of now writes, not this one. another owner wrote epoch 9"], _log.Lines);
        _store.Failure = null;
        _keeper.Note(Of("b", 2));

        Assert.True(await FlushAsync());
        Assert.Equal([Of("b", 2)], _store.Written);
    }

    [Fact]
    public async Task Note_AfterDisposing_IsHarmless()
    {
        await _keeper.DisposeAsync();

        _keeper.Note(Of("a", 1));

        Assert.False(await _keeper.FlushAsync(new CancellationToken(canceled: true)));
        Assert.Empty(_store.Written);
    }

    [Fact]
    public async Task Dispose_WhileAWriteHangs_DoesNotWaitForIt()
    {
        _store.Hang = new TaskCompletionSource();
        _keeper.Note(Of("a", 1));
        await _store.AttemptsAsync(1);

        await _keeper.DisposeAsync().AsTask().WaitAsync(Limit);
    }

    [Fact]
    public async Task FullDisk_OfSqlite_DegradesAndRecovers()
    {
        using var folder = new TemporaryFolder();
        await using var store = SqliteStateStore.Open(folder.Path);
        await using var keeper = new StateKeeper(store, _clock, _log);
        store.Execute("PRAGMA max_page_count = 1");

        keeper.Note(StateStoreContract.Full() with { LastError = new string('x', 100_000) });
        Assert.False(await keeper.FlushAsync(default).WaitAsync(Limit));
        Assert.True(keeper.Status.IsDegraded);
        Assert.EndsWith("the disk is full; make room.", keeper.Status.LastError, StringComparison.Ordinal);
        keeper.Note(StateStoreContract.Full());
        store.Execute("PRAGMA max_page_count = 1000000");

        Assert.True(await keeper.FlushAsync(default).WaitAsync(Limit));
        Assert.Equal(StateStoreContract.Full(), await store.ReadAsync("binance", default));
        Assert.False(keeper.Status.IsDegraded);
    }

    private Task<bool> FlushAsync() => _keeper.FlushAsync(default).WaitAsync(Limit);

    private Task DegradeAsync() => ChangeAsync(() => _keeper.Note(Of("a", 1)));

    private async Task ChangeAsync(Action act)
    {
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        act();
        await _changed.Task.WaitAsync(Limit);
    }
}
