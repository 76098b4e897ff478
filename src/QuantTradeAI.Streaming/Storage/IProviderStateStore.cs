namespace QuantTradeAI.Streaming.Storage;

/// <summary>Keeps the state of providers over a restart. Called with transitions only, never with ticks.</summary>
public interface IProviderStateStore : IAsyncDisposable
{
    /// <summary>For people: the file, or <c>memory</c>.</summary>
    string Location { get; }

    /// <summary>What was written last; null for a provider that was never written.</summary>
    /// <exception cref="StateStoreException">It cannot be read.</exception>
    ValueTask<ProviderRecord?> ReadAsync(string provider, CancellationToken cancellationToken);

    /// <summary>Writes a record in the place of the provider's last one; it is there after a power failure once this returns.</summary>
    /// <exception cref="StateStoreException">It cannot be written; the last one is still there.</exception>
    /// <exception cref="StateConflictException">The store works and is right: the record is of an owner of before. It is not to be written again.</exception>
    ValueTask WriteAsync(ProviderRecord record, CancellationToken cancellationToken);
}
