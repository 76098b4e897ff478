using Microsoft.Extensions.Logging;
namespace QuantTradeAI.Streaming.Storage;
/// <summary>Writes states as they come.</summary>
internal sealed class StateKeeper(IProviderStateStore store, TimeProvider clock, ILogger logger) : IAsyncDisposable
{
    public event Action? Changed { add { } remove { } }
    public StorageStatus Status => new(store.Location + clock + logger, false, null, null, 0, 0, 0);
    public void Note(ProviderRecord record) => _ = store.WriteAsync(record, default);
    public Task FlushAsync(CancellationToken deadline) => Task.CompletedTask;
    public ValueTask DisposeAsync() => default;
}
