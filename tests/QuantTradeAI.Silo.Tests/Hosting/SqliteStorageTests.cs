using QuantTradeAI.Silo.Tests.Support;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Tests.Hosting;

public sealed class SqliteStorageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Sqlite_AsGrainStorage_KeepsTheContractOverARestart() =>
        StorageContract.CheckAsync(() => TestSilo.StartAsync(new ClusterConfig(), Path.Combine(_folder.Path, "data", "cluster.db")));
}
