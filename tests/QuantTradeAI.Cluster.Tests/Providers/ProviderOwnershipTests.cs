using QuantTradeAI.Cluster.Providers;
using QuantTradeAI.Cluster.Storage;
using QuantTradeAI.Cluster.Tests.Storage;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Tests.Providers;

public sealed class ProviderOwnershipTests
{
    private readonly ArmedClock _clock = new();
    private readonly SharedRow _row = new();
    private readonly StoreRig _oneStore;
    private readonly StoreRig _otherStore;
    private readonly ProviderOwnership _one;
    private readonly ProviderOwnership _other;

    public ProviderOwnershipTests()
    {
        (_oneStore, _otherStore) = (new StoreRig(_row, "one"), new StoreRig(_row, "other"));
        _one = new ProviderOwnership("binance", _oneStore.Store, _clock);
        _other = new ProviderOwnership("binance", _otherStore.Store, _clock);
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public async Task Take_OfTheFirst_HasTheClocksEpoch_WrittenBefore()
    {
        var taken = await _one.TakeAsync(default);

        Assert.Equal((OwnershipOutcome.Ours, Now, null), (taken.Outcome, taken.Epoch, taken.Problem));
        Assert.Equal((Now, "one"), (_row.State!.Epoch, _row.State.Owner));
        Assert.Equal(taken.Record, (await _oneStore.Store.LookAsync(default)).Record);
    }

    [Fact]
    public async Task Take_AfterAClockThatWasAhead_IsOneMore()
    {
        await _oneStore.Store.WriteAsync(StateStoreContract.Full() with { Epoch = Now + 1_000_000 }, default);

        var taken = await _other.TakeAsync(default);

        Assert.Equal((OwnershipOutcome.Ours, Now + 1_000_001), (taken.Outcome, taken.Epoch));
        Assert.Equal(StateStoreContract.Full().Circuit, taken.Record.Circuit);
        Assert.Equal(StateStoreContract.Full().Connects, taken.Record.Connects);
    }

    [Fact]
    public async Task Take_WhileAnotherTakes_HasOneWinner()
    {
        OwnershipReply? faster = null;
        _row.BeforeWrite = () => faster = _other.TakeAsync(default).GetAwaiter().GetResult();

        var slower = await _one.TakeAsync(default);

        Assert.Equal(OwnershipOutcome.Ours, faster!.Outcome);
        Assert.Equal((OwnershipOutcome.Others, faster.Epoch), (slower.Outcome, slower.Epoch));
        Assert.Equal("other", _row.State!.Owner);
        Assert.Empty(_oneStore.Conflicts);
    }

    [Fact]
    public async Task Take_WhileAnotherTakesByAClockThatIsBehind_HasOneWinner()
    {
        _row.BeforeWrite = () => _otherStore.Store.TakeAsync(StateStoreContract.Full() with { Epoch = 5 }, default).GetAwaiter().GetResult();

        var slower = await _one.TakeAsync(default);

        Assert.Equal((OwnershipOutcome.Others, 5), (slower.Outcome, slower.Epoch));
        Assert.Equal("other", _row.State!.Owner);
    }

    [Fact]
    public async Task Take_WhoseAnswerIsLost_GoesOn_AndIsConfirmedLater()
    {
        (_row.WriteFailure, _row.FailsAfterwards) = (new OrleansException("timed out"), true);

        var taken = await _one.TakeAsync(default);
        _row.WriteFailure = null;

        Assert.Equal(OwnershipOutcome.Unconfirmed, taken.Outcome);
        Assert.Contains("timed out", taken.Problem, StringComparison.Ordinal);
        Assert.Equal(OwnershipOutcome.Ours, (await _one.VerifyAsync(default)).Outcome);
    }

    [Fact]
    public async Task Take_WhereTheStorageCannotBeRead_GoesOnByTheClock_AndIsWrittenLater()
    {
        await _other.TakeAsync(default);
        _row.ReadFailure = new OrleansException("gone");
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        var taken = await _one.TakeAsync(default);
        Assert.Equal((OwnershipOutcome.Unconfirmed, Now), (taken.Outcome, taken.Epoch));
        Assert.Contains("gone", taken.Problem, StringComparison.Ordinal);
        Assert.Equal(OwnershipOutcome.Unconfirmed, (await _one.VerifyAsync(default)).Outcome);
        _row.ReadFailure = null;
        Assert.Equal(OwnershipOutcome.Unconfirmed, (await _one.VerifyAsync(default)).Outcome);
        await _oneStore.Store.WriteAsync(taken.Record, default);

        Assert.Equal(OwnershipOutcome.Ours, (await _one.VerifyAsync(default)).Outcome);
        Assert.Equal((OwnershipOutcome.Others, taken.Epoch), (await VerifyAsync(_other)));
    }

    [Fact]
    public async Task Take_WhereTheStorageHangs_GoesOnAfterTheDeadline()
    {
        var hang = _row.Hang = new TaskCompletionSource();
        var taking = _one.TakeAsync(default);
        await _clock.ArmedAsync(ProviderOwnership.StorageDeadline);
        Assert.False(taking.IsCompleted);

        _clock.Advance(ProviderOwnership.StorageDeadline);

        var taken = await taking;
        Assert.Equal(OwnershipOutcome.Unconfirmed, taken.Outcome);
        Assert.Equal("grain storage 'QuantTradeAI' has not answered for 5 s; see that it is reachable.", taken.Problem);
        (_row.Hang, _) = (null, hang.TrySetResult());
        await _oneStore.Store.WriteAsync(taken.Record, default);
        Assert.Equal(OwnershipOutcome.Ours, (await _one.VerifyAsync(default)).Outcome);
    }

    [Fact]
    public async Task Take_OfAStateThatCannotBeRead_ForgetsItButNotTheEpoch()
    {
        _row.State = new ProviderGrainState { Version = 9, Epoch = Now + 50, Owner = "newer", Record = "?" };

        var taken = await _one.TakeAsync(default);

        Assert.Equal((OwnershipOutcome.Ours, Now + 51), (taken.Outcome, taken.Epoch));
        Assert.Contains("version 9", taken.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AfterAnotherTook_SaysSo_AndLaterWritesAreConflicts()
    {
        var first = await _one.TakeAsync(default);
        var second = await _other.TakeAsync(default);
        Assert.Equal(first.Epoch + 1, second.Epoch);

        Assert.Equal((OwnershipOutcome.Others, second.Epoch), await VerifyAsync(_one));
        Assert.Equal((OwnershipOutcome.Ours, second.Epoch), await VerifyAsync(_other));

        await Assert.ThrowsAsync<StateConflictException>(() => _oneStore.Store.WriteAsync(first.Record, default).AsTask());
        Assert.Single(_oneStore.Conflicts);
        Assert.Equal("other", _row.State!.Owner);
    }

    [Fact]
    public async Task Verify_BeforeItWasTaken_IsRefused() => await Assert.ThrowsAsync<InvalidOperationException>(() => _one.VerifyAsync(default));

    private static async Task<(OwnershipOutcome Outcome, long Epoch)> VerifyAsync(ProviderOwnership ownership)
    {
        var reply = await ownership.VerifyAsync(default);
        return (reply.Outcome, reply.Epoch);
    }
}
