using System.Collections.Concurrent;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>Keeps states as long as the process runs.</summary>
public sealed class MemoryStateStore : IProviderStateStore
{
    private readonly ConcurrentDictionary<string, ProviderRecord> _records = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Location => "memory";

    /// <inheritdoc/>
    public ValueTask<ProviderRecord?> ReadAsync(string provider, CancellationToken cancellationToken) => new(_records.GetValueOrDefault(provider));

    /// <inheritdoc/>
    public ValueTask WriteAsync(ProviderRecord record, CancellationToken cancellationToken)
    {
        _records[record.Provider] = record;
        return default;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
