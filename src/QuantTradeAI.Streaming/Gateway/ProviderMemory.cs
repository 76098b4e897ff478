using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>
/// What outlives a restart: of each provider its circuit, its counters and its last error, and of the gateway the epoch of its numbering.
/// Transitions are noted, ticks never. Before it is opened it remembers nothing.
/// </summary>
internal sealed class ProviderMemory(Func<IProviderStateStore> open, TimeProvider clock, ILogger logger)
{
    /// <summary>Where the numbering's epoch is kept; no provider can have this name.</summary>
    private const string NumberingName = "(numbering)";

    private readonly ConcurrentDictionary<string, ProviderPast> _pasts = new(StringComparer.Ordinal);
    private IProviderStateStore? _store;
    private volatile StateKeeper? _keeper;

    /// <summary>Whether states are being kept; null before it is opened.</summary>
    public StorageStatus? Status => _keeper?.Status;

    /// <summary>Opens the store and takes the numbering anew: its epoch is one more than ever before.</summary>
    /// <exception cref="StateStoreException">It cannot be opened, read or written.</exception>
    public async Task<long> OpenAsync(CancellationToken cancellationToken)
    {
        _store = open();
        try
        {
            var numbering = await TakeAsync(NumberingName, cancellationToken).ConfigureAwait(false);

            // A store may take until after it was closed.
            cancellationToken.ThrowIfCancellationRequested();
            _keeper = new StateKeeper(_store, clock, logger);
            return numbering.Epoch;
        }
        catch
        {
            await _store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Takes a provider anew: its epoch is one more than ever before, and written before this returns. Once for each name.</summary>
    /// <exception cref="StateStoreException">It cannot be read or written.</exception>
    public async Task AdoptAsync(string provider, CancellationToken cancellationToken)
    {
        if (_store is not null && !_pasts.ContainsKey(provider))
            _pasts.TryAdd(provider, new ProviderPast(await TakeAsync(provider, cancellationToken).ConfigureAwait(false)));
    }

    /// <summary>Like <see cref="AdoptAsync"/> while running: a store that fails is no reason to refuse a provider.</summary>
    public async Task AdoptWhileRunningAsync(string provider, CancellationToken cancellationToken)
    {
        try
        {
            await AdoptAsync(provider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var fresh = new ProviderRecord { Provider = provider, Epoch = 1, UpdatedAt = clock.GetUtcNow() };
            if (_pasts.TryAdd(provider, new ProviderPast(fresh)))
                _keeper?.Note(fresh);
        }
    }

    /// <summary>Goes on from a record that its owner has taken and written, or could not write: then it is written as soon as that works.</summary>
    public void Adopt(ProviderRecord taken, bool isWritten)
    {
        _pasts[taken.Provider] = new ProviderPast(taken);
        if (!isWritten)
            _keeper?.Note(taken);
    }

    /// <summary>Remembers the provider no longer; what waits to be written is.</summary>
    public void Forget(string provider) => _pasts.TryRemove(provider, out _);

    /// <summary>Writes what waits; false when something still does at the deadline.</summary>
    public Task<bool> FlushAsync(CancellationToken deadline) => _keeper?.FlushAsync(deadline) ?? Task.FromResult(true);

    /// <summary>What is remembered of a provider; null when it was not adopted.</summary>
    public ProviderRecord? Recall(string provider) => _pasts.GetValueOrDefault(provider)?.Last;

    /// <summary>Notes where a provider stands, if that differs from what is kept.</summary>
    public void Note(string provider, Func<ProviderMoment> look) =>
        _pasts.GetValueOrDefault(provider)?.Advance(look, clock, record => _keeper?.Note(record));

    /// <summary>Writes what is not written yet, until the deadline, and lets go of the store.</summary>
    public async Task CloseAsync(CancellationToken deadline)
    {
        if (_keeper is { } keeper)
        {
            await keeper.FlushAsync(deadline).ConfigureAwait(false);
            await keeper.DisposeAsync().ConfigureAwait(false);
        }

        if (_store is not null)
            await _store.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<ProviderRecord> TakeAsync(string name, CancellationToken cancellationToken)
    {
        var last = await _store!.ReadAsync(name, cancellationToken).ConfigureAwait(false) ?? new ProviderRecord { Provider = name };
        var taken = last with { Epoch = last.Epoch + 1, UpdatedAt = clock.GetUtcNow() };
        await _store.WriteAsync(taken, cancellationToken).ConfigureAwait(false);
        return taken;
    }
}
