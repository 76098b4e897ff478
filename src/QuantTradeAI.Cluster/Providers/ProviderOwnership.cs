using QuantTradeAI.Cluster.Storage;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Providers;

/// <summary>
/// Takes a provider before anything connects: under an epoch higher than ever before, which the storage has to accept if it can be reached. Where it
/// cannot, the clock's epoch is higher all the same, and the provider goes on; <see cref="StateKeeper"/> writes it when the storage works again.
/// </summary>
/// <param name="provider">The provider.</param>
/// <param name="store">Its state.</param>
/// <param name="clock">Epochs and deadlines.</param>
internal sealed class ProviderOwnership(string provider, GrainStateStore store, TimeProvider clock)
{
    /// <summary>A storage that takes longer has failed.</summary>
    public static readonly TimeSpan StorageDeadline = TimeSpan.FromSeconds(5);

    private ProviderRecord? _taken;

    /// <summary>Takes it; once.</summary>
    public async Task<OwnershipReply> TakeAsync(CancellationToken cancellationToken)
    {
        StoredOwner stored;
        try
        {
            stored = await InTime(store.LookAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (StateStoreException problem)
        {
            return new OwnershipReply(OwnershipOutcome.Unconfirmed, Next(new StoredOwner(0, IsOther: false, null, null)), problem.Message);
        }

        var taken = Next(stored);
        try
        {
            await InTime(store.TakeAsync(taken, cancellationToken), cancellationToken).ConfigureAwait(false);
            return new OwnershipReply(OwnershipOutcome.Ours, taken, stored.Problem?.Message);
        }
        catch (StateConflictException conflict)
        {
            return Others(conflict.Epoch, conflict.Message);
        }
        catch (StateStoreException problem)
        {
            return new OwnershipReply(OwnershipOutcome.Unconfirmed, taken, problem.Message);
        }
    }

    /// <summary>Asks the storage whose it is now; to be called every fencing interval.</summary>
    /// <exception cref="InvalidOperationException">It was not taken before.</exception>
    public async Task<OwnershipReply> VerifyAsync(CancellationToken cancellationToken)
    {
        var ours = _taken ?? throw new InvalidOperationException($"'{provider}' is verified before it was taken.");
        try
        {
            var stored = await InTime(store.LookAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            if (stored.IsOther && stored.Epoch >= ours.Epoch)
                return Others(stored.Epoch, $"'{provider}' has another owner: {store.Location} holds its epoch {stored.Epoch}.");
            var isKept = !stored.IsOther && stored.Epoch == ours.Epoch;
            return new OwnershipReply(
                isKept ? OwnershipOutcome.Ours : OwnershipOutcome.Unconfirmed, ours, isKept ? null : $"{store.Location} does not know of this owner yet.");
        }
        catch (StateStoreException problem)
        {
            return new OwnershipReply(OwnershipOutcome.Unconfirmed, ours, problem.Message);
        }
    }

    private OwnershipReply Others(long epoch, string problem) =>
        new(OwnershipOutcome.Others, new ProviderRecord { Provider = provider, Epoch = epoch }, problem);

    private ProviderRecord Next(StoredOwner stored)
    {
        var now = clock.GetUtcNow();
        var epoch = Math.Max(stored.Epoch + 1, now.ToUnixTimeMilliseconds());
        return _taken = (stored.Record ?? new ProviderRecord { Provider = provider }) with { Epoch = epoch, UpdatedAt = now };
    }

    private async Task<T> InTime<T>(Task<T> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call.WaitAsync(StorageDeadline, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException late)
        {
            _ = call.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw new StateStoreException(
                $"{store.Location} has not answered for {StorageDeadline.TotalSeconds:0} s; see that it is reachable.", late);
        }
    }
}
