using System.Collections.Concurrent;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Tests.Storage;

/// <summary>A store for each provider, as one: what the contract of stores asks for, where each grain has its own.</summary>
internal sealed class StoresByProvider(Func<string, Task<IProviderStateStore>> open) : IProviderStateStore
{
    private readonly ConcurrentDictionary<string, Lazy<Task<IProviderStateStore>>> _stores = new(StringComparer.Ordinal);

    public string Location => "stores of grains";

    public async ValueTask<ProviderRecord?> ReadAsync(string provider, CancellationToken cancellationToken) =>
        await (await StoreAsync(provider)).ReadAsync(provider, cancellationToken);

    public async ValueTask WriteAsync(ProviderRecord record, CancellationToken cancellationToken) =>
        await (await StoreAsync(record.Provider)).WriteAsync(record, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<IProviderStateStore> StoreAsync(string provider) =>
        _stores.GetOrAdd(provider, name => new Lazy<Task<IProviderStateStore>>(() => open(name))).Value;
}
