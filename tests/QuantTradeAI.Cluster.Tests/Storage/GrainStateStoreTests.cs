using QuantTradeAI.Cluster.Storage;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Tests.Storage;

public sealed class GrainStateStoreTests
{
    private readonly SharedRow _row = new();
    private readonly StoreRig _one;
    private readonly StoreRig _other;

    public GrainStateStoreTests() => (_one, _other) = (new StoreRig(_row, "one"), new StoreRig(_row, "other"));

    private static ProviderRecord Of(long epoch) => new() { Provider = "binance", Epoch = epoch };

    [Fact]
    public async Task Write_OfALowerEpoch_IsAConflictThatIsToldOnce()
    {
        await _one.Store.WriteAsync(Of(5), default);
        await _other.Store.WriteAsync(Of(6), default);

        var conflict = await Assert.ThrowsAsync<StateConflictException>(() => _one.Store.WriteAsync(Of(5), default).AsTask());
        await Assert.ThrowsAsync<StateConflictException>(() => _one.Store.WriteAsync(Of(5), default).AsTask());

        Assert.Equal((6, "'binance' has another owner: grain storage 'QuantTradeAI' holds its epoch 6."), (conflict.Epoch, conflict.Message));
        Assert.Same(conflict, Assert.Single(_one.Conflicts));
        Assert.Equal((6, "other"), (_row.State!.Epoch, _row.State.Owner));
        Assert.Empty(_other.Conflicts);
    }

    [Fact]
    public async Task Write_OfTheSameEpochByAnother_IsAConflict()
    {
        await _other.Store.WriteAsync(Of(5), default);

        await Assert.ThrowsAsync<StateConflictException>(() => _one.Store.WriteAsync(Of(5), default).AsTask());
    }

    [Fact]
    public async Task Write_OfAHigherEpoch_ReplacesAnothers()
    {
        await _one.Store.WriteAsync(Of(5), default);
        await _other.Store.WriteAsync(Of(6), default);

        await _one.Store.WriteAsync(Of(7), default);

        Assert.Equal((7, "one"), (_row.State!.Epoch, _row.State.Owner));
        Assert.Empty(_one.Conflicts);
    }

    [Fact]
    public async Task Write_AfterOneThatFailedAndWasWrittenAllTheSame_IsNoConflict()
    {
        (_row.WriteFailure, _row.FailsAfterwards) = (new OrleansException("timed out"), true);
        var failure = await Assert.ThrowsAsync<StateStoreException>(() => _one.Store.WriteAsync(Of(5), default).AsTask());
        _row.WriteFailure = null;

        await _one.Store.WriteAsync(Of(5) with { Connects = 1 }, default);

        Assert.Equal("grain storage 'QuantTradeAI' cannot be written: timed out; see that it is reachable and has room.", failure.Message);
        Assert.Equal(1, (await _one.Store.ReadAsync("binance", default))!.Connects);
        Assert.Empty(_one.Conflicts);
    }

    [Fact]
    public async Task Write_ThatFails_LeavesTheLast()
    {
        await _one.Store.WriteAsync(Of(5), default);
        _row.WriteFailure = new OrleansException("wrapped", new IOException("no space\nleft."));

        var failure = await Assert.ThrowsAsync<StateStoreException>(() => _one.Store.WriteAsync(Of(6), default).AsTask());

        Assert.DoesNotContain('\n', failure.Message);
        Assert.Contains("no space", failure.Message, StringComparison.Ordinal);
        Assert.Equal(5, (await _one.Store.ReadAsync("binance", default))!.Epoch);
    }

    [Fact]
    public async Task Read_ThatFails_SaysSo()
    {
        _row.ReadFailure = new OrleansException("gone");

        var failure = await Assert.ThrowsAsync<StateStoreException>(() => _one.Store.ReadAsync("binance", default).AsTask());

        Assert.Equal("grain storage 'QuantTradeAI' cannot be read: gone; see that it is reachable.", failure.Message);
    }

    [Fact]
    public async Task Write_WhereTheStateCannotBeRead_WritesNothingUntilItCan()
    {
        await _other.Store.WriteAsync(Of(6), default);
        _row.ReadFailure = new OrleansException("gone");

        await Assert.ThrowsAsync<StateStoreException>(() => _one.Store.WriteAsync(Of(5), default).AsTask());
        await Assert.ThrowsAsync<StateStoreException>(() => _one.Store.WriteAsync(Of(5), default).AsTask());
        _row.ReadFailure = null;

        await Assert.ThrowsAsync<StateConflictException>(() => _one.Store.WriteAsync(Of(5), default).AsTask());
        Assert.Equal(1, _row.Writes);
    }

    [Fact]
    public async Task Read_OfALaterFormat_SaysSo_AndStillTellsTheEpoch()
    {
        _row.State = new ProviderGrainState { Version = 9, Epoch = 5, Owner = "other", Record = "?" };

        var failure = await Assert.ThrowsAsync<StateStoreException>(() => _one.Store.ReadAsync("binance", default).AsTask());
        var stored = await _one.Store.LookAsync(default);

        Assert.Equal(
            "grain storage 'QuantTradeAI' holds a state of 'binance' that cannot be read: It has version 9; expected 1 at most; what is remembered of it is forgotten.",
            failure.Message);
        Assert.Equal((5, true, null), (stored.Epoch, stored.IsOther, stored.Record));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"state\":\"nonsense\",\"circuit\":{}}")]
    [InlineData("{\"state\":\"live\",\"circuit\":{\"version\":99}}")]
    public async Task Read_OfDamage_SaysSo(string json)
    {
        _row.State = new ProviderGrainState { Version = 1, Epoch = 5, Owner = "one", Record = json };

        await Assert.ThrowsAsync<StateStoreException>(() => _one.Store.ReadAsync("binance", default).AsTask());
    }

    [Fact]
    public async Task Calls_FromManyThreads_GoOneAfterAnotherOnTheGrainsScheduler()
    {
        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => Task.Run(async () =>
        {
            if (i % 5 == 0)
                await _one.Store.LookAsync(default);
            else
                await _one.Store.WriteAsync(Of(5) with { Connects = i }, default);
        })));

        Assert.Equal(40, _row.Writes);
    }

    [Fact]
    public async Task Call_ThatIsGivenUp_EndsBeforeTheNextBegins()
    {
        var hang = _row.Hang = new TaskCompletionSource();
        using var patience = new CancellationTokenSource();
        var given = _one.Store.WriteAsync(Of(5), patience.Token).AsTask();
        var next = _one.Store.WriteAsync(Of(6), default).AsTask();

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        Assert.False(next.IsCompleted);
        (_row.Hang, _) = (null, hang.TrySetResult());
        await next;

        Assert.Equal((6, 2), (_row.State!.Epoch, _row.Writes));
    }

    [Fact]
    public async Task Record_OfAnotherProvider_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _one.Store.WriteAsync(new ProviderRecord { Provider = "alpaca" }, default).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => _one.Store.ReadAsync("Binance", default).AsTask());
        Assert.Equal(0, _row.Reads + _row.Writes);
    }

    [Fact]
    public void Open_OutsideAGrain_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => GrainStateStores.Open(null!, "binance", "one", _ => { }));
}
