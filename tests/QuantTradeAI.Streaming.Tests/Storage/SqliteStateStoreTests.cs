using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Tests.Configuration;

namespace QuantTradeAI.Streaming.Tests.Storage;

public sealed class SqliteStateStoreTests : StateStoreContract, IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStateStore _store;

    public SqliteStateStoreTests() => _store = SqliteStateStore.Open(Path.Combine(_folder.Path, "data", "deep"));

    protected override IProviderStateStore Store => _store;

    private string Directory => Path.GetDirectoryName(_store.Location)!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Record_OverARestart_IsThere()
    {
        await _store.WriteAsync(Full(), default);
        await _store.DisposeAsync();

        await using var next = SqliteStateStore.Open(Directory);

        Assert.Equal(Full(), await next.ReadAsync("binance", default));
        Assert.Equal(Path.Combine(_folder.Path, "data", "deep", "providers.db"), next.Location);
    }

    [Fact]
    public async Task File_AfterClosing_IsTheOnlyOne()
    {
        await _store.WriteAsync(Full(), default);

        await _store.DisposeAsync();

        Assert.Equal([_store.Location], System.IO.Directory.GetFiles(Directory));
    }

    [Fact]
    public void Open_Twice_IsRefusedWithTheWayOut()
    {
        var error = Assert.Throws<StateStoreException>(() => SqliteStateStore.Open(Directory));

        Assert.Equal($"Another gateway uses {_store.Location}; stop it, or set streaming.storage.directory to another one for this one.", error.Message);
    }

    [Fact]
    public async Task Call_AfterClosing_SaysSo()
    {
        await _store.DisposeAsync();

        var error = await Assert.ThrowsAsync<StateStoreException>(() => _store.WriteAsync(Full(), default).AsTask());

        Assert.Equal($"{_store.Location} is closed.", error.Message);
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Write_OnAFullDisk_SaysSoAndKeepsTheLast()
    {
        await _store.WriteAsync(Full(), default);
        _store.Execute("PRAGMA max_page_count = 1");
        var large = Full() with { LastError = new string('x', 100_000) };

        var error = await Assert.ThrowsAsync<StateStoreException>(() => _store.WriteAsync(large, default).AsTask());

        Assert.Equal($"{_store.Location} cannot be written: the disk is full; make room.", error.Message);
        Assert.Equal(Full(), await _store.ReadAsync("binance", default));
        _store.Execute("PRAGMA max_page_count = 1000000");
        await _store.WriteAsync(large, default);
        Assert.Equal(large, await _store.ReadAsync("binance", default));
    }

    [Fact]
    public async Task Row_ThatCannotBeRead_IsNamed()
    {
        await _store.WriteAsync(Full(), default);
        _store.Execute("UPDATE providers SET circuit = '{\"version\":9}'");

        var error = await Assert.ThrowsAsync<StateStoreException>(() => _store.ReadAsync("binance", default).AsTask());

        Assert.StartsWith($"{_store.Location} holds a state of 'binance' that cannot be read: It has version 9;", error.Message, StringComparison.Ordinal);
        Assert.Contains("move it away", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_IsAheadAndFlushed()
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder.Path, "x.db")};Pooling=False");
        connection.Open();

        SqliteSchema.Prepare(connection, "x.db");

        Assert.Equal("wal", Ask("PRAGMA journal_mode"));
        Assert.Equal("2", Ask("PRAGMA synchronous"));
        Assert.Equal("exclusive", Ask("PRAGMA locking_mode"));
        Assert.Equal("1", Ask("PRAGMA user_version"));

        string Ask(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return command.ExecuteScalar()!.ToString()!;
        }
    }
}
