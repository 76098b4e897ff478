using System.Collections.Concurrent;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>Keeps the state of providers only as long as the process runs.</summary>
public sealed class MemoryStateStore : IProviderStateStore
{
    internal const string Place = "memory";

    private readonly ConcurrentDictionary<string, ProviderRecord> _records = new(StringComparer.Ordinal);

    /// <summary><c>memory</c>.</summary>
    public string Location => Place;

    /// <inheritdoc/>
    public ValueTask<ProviderRecord?> ReadAsync(string provider, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(_records.GetValueOrDefault(provider));
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ProviderRecord record, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _records[record.Provider] = record;
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing to do.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
