using System.Text.Json;
using Orleans.Core;
using Orleans.Storage;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Storage;

/// <summary>
/// Keeps one provider's state in grain storage, for one owner of it. May be called from any thread: the storage is used on the grain's scheduler,
/// one call at a time. A record of a lower epoch never replaces a higher one's, nor one owner's that of another with the same epoch.
/// </summary>
/// <param name="provider">The provider.</param>
/// <param name="owner">Unique for each time that the provider is taken.</param>
/// <param name="storage">The grain's storage; it need not have been read.</param>
/// <param name="scheduler">The grain's: what <see cref="TaskScheduler.Current"/> is within it.</param>
/// <param name="onConflict">Called once, when a write finds that the provider has another owner. Must be quick.</param>
internal sealed class GrainStateStore(
    string provider, string owner, IStorage<ProviderGrainState> storage, TaskScheduler scheduler, Action<StateConflictException> onConflict) : IProviderStateStore
{
    /// <summary>A write that collides with nothing but its own owner's earlier ones is tried so often.</summary>
    private const int MaxAttempts = 3;

    private readonly SemaphoreSlim _using = new(1, 1);
    private bool _isRead;
    private int _conflicts;

    /// <inheritdoc/>
    public string Location => $"grain storage '{ClusterHosting.StorageName}'";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Another provider's.</exception>
    public async ValueTask<ProviderRecord?> ReadAsync(string provider, CancellationToken cancellationToken)
    {
        Expect(provider);
        var stored = await LookAsync(cancellationToken).ConfigureAwait(false);
        return stored.Problem is { } problem ? throw problem : stored.Record;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Another provider's.</exception>
    public async ValueTask WriteAsync(ProviderRecord record, CancellationToken cancellationToken)
    {
        Expect(record.Provider);
        try
        {
            await UseAsync(() => WriteAsync(record, isTaking: false), cancellationToken).ConfigureAwait(false);
        }
        catch (StateConflictException conflict)
        {
            if (Interlocked.Exchange(ref _conflicts, 1) == 0)
                onConflict(conflict);
            throw;
        }
    }

    /// <summary>Writes the record of a new owner, which must be of a higher epoch than what <see cref="LookAsync"/> told, unless anything was written since.</summary>
    /// <exception cref="StateStoreException">It cannot be written, or nobody knows whether it was.</exception>
    /// <exception cref="StateConflictException">Another one was faster.</exception>
    public Task<bool> TakeAsync(ProviderRecord record, CancellationToken cancellationToken) => UseAsync(() => WriteAsync(record, isTaking: true), cancellationToken);

    /// <summary>Reads whose the provider is now.</summary>
    /// <exception cref="StateStoreException">It cannot be read.</exception>
    public Task<StoredOwner> LookAsync(CancellationToken cancellationToken) => UseAsync(
        async () =>
        {
            await ReadStateAsync();
            return Stored();
        },
        cancellationToken);

    /// <summary>Nothing to do: the storage belongs to the silo.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Expect(string other)
    {
        if (other != provider)
            throw new ArgumentException($"This is the state of '{provider}' alone, not of '{other}'.", nameof(other));
    }

    private async Task<bool> WriteAsync(ProviderRecord record, bool isTaking)
    {
        if (!_isRead)
            await ReadStateAsync();
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (IsOthers(record.Epoch))
                throw Conflict(null);
            if (await TryWriteAsync(record) is not { } collision)
                return true;
            await ReadStateAsync();
            if (isTaking && storage.RecordExists && storage.State.Owner != owner)
                throw Conflict(collision);
        }

        throw new StateStoreException($"{Location} holds a state of '{provider}' that changes all the time; see that no other cluster uses the same storage.");
    }

    private bool IsOthers(long epoch) =>
        storage.RecordExists && (storage.State.Epoch > epoch || (storage.State.Epoch == epoch && storage.State.Owner != owner));

    private async Task<InconsistentStateException?> TryWriteAsync(ProviderRecord record)
    {
        storage.State = new ProviderGrainState
        {
            Version = ProviderRecordJson.Version,
            Epoch = record.Epoch,
            Owner = owner,
            Record = ProviderRecordJson.Write(record),
        };

        // Until it has come back nobody knows what is stored.
        _isRead = false;
        try
        {
            await storage.WriteStateAsync();
            _isRead = true;
            return null;
        }
        catch (InconsistentStateException collision)
        {
            return collision;
        }
        catch (Exception error)
        {
            throw new StateStoreException($"{Location} cannot be written: {Reason(error)}; see that it is reachable and has room.", error);
        }
    }

    private async Task ReadStateAsync()
    {
        _isRead = false;
        try
        {
            await storage.ReadStateAsync();
        }
        catch (Exception error)
        {
            throw new StateStoreException($"{Location} cannot be read: {Reason(error)}; see that it is reachable.", error);
        }

        _isRead = true;
    }

    private StoredOwner Stored()
    {
        if (!storage.RecordExists)
            return new StoredOwner(0, IsOther: false, null, null);
        var state = storage.State;
        var isOther = state.Owner != owner;
        try
        {
            return new StoredOwner(state.Epoch, isOther, ProviderRecordJson.Read(state.Record, state.Version, provider, state.Epoch), null);
        }
        catch (JsonException error)
        {
            var problem = new StateStoreException(
                $"{Location} holds a state of '{provider}' that cannot be read: {Reason(error)}; what is remembered of it is forgotten.", error);
            return new StoredOwner(state.Epoch, isOther, null, problem);
        }
    }

    private StateConflictException Conflict(Exception? collision) => new(
        $"'{provider}' has another owner: {Location} holds its epoch {storage.State.Epoch}.", storage.State.Epoch, collision);

    private static string Reason(Exception error) => Shown.Line((error.InnerException ?? error).Message).TrimEnd('.');

    private async Task<T> UseAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _using.WaitAsync(cancellationToken).ConfigureAwait(false);

        // Who is cancelled leaves; the storage is free only when its call has come to an end.
        return await Task.Factory
            .StartNew(() => ReleaseAfterAsync(work), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler)
            .Unwrap()
            .WaitAsync(cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<T> ReleaseAfterAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        finally
        {
            _using.Release();
        }
    }
}
