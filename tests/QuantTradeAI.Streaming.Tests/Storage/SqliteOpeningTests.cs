using Microsoft.Data.Sqlite;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Tests.Configuration;

namespace QuantTradeAI.Streaming.Tests.Storage;

/// <summary>Files that cannot be used: which, why, and the way out.</summary>
public sealed class SqliteOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Database => Path.Combine(_folder.Path, SqliteStateStore.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void File_ThatIsNoDatabase_IsRefused()
    {
        File.WriteAllText(Database, new string('x', 5000));

        Assert.Equal(
            $"{Database} is no usable database: file is not a database (26); move it away (what is remembered of providers is forgotten), or restore a copy.",
            Refusal());
        Assert.Equal(5000, new FileInfo(Database).Length);
    }

    [Fact]
    public async Task File_ThatIsDamaged_IsRefused()
    {
        await using (var store = SqliteStateStore.Open(_folder.Path))
        {
            for (var i = 0; i < 200; i++)
                await store.WriteAsync(StateStoreContract.Full($"p{i}"), default);
        }

        var bytes = File.ReadAllBytes(Database);
        bytes.AsSpan(bytes.Length / 2, 4096).Fill(0x5A);
        File.WriteAllBytes(Database, bytes);

        var refusal = Refusal();
        Assert.StartsWith($"{Database} is no usable database: ", refusal, StringComparison.Ordinal);
        Assert.EndsWith("; move it away (what is remembered of providers is forgotten), or restore a copy.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatWasCutOff_IsRefused()
    {
        await using (var store = SqliteStateStore.Open(_folder.Path))
            await store.WriteAsync(StateStoreContract.Full(), default);
        var bytes = File.ReadAllBytes(Database);

        File.WriteAllBytes(Database, bytes[..(bytes.Length - 4096)]);

        Assert.Contains("is no usable database", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_OfANewerVersion_IsRefusedUntouched()
    {
        await SqliteStateStore.Open(_folder.Path).DisposeAsync();
        Run("PRAGMA user_version = 99");

        Assert.Equal(
            $"{Database} was written by a newer version of this program: its schema is 99, this one knows 1; use that version, or move it away (what is remembered of providers is forgotten), or restore a copy.",
            Refusal());
        Assert.Equal("99", Run("PRAGMA user_version"));
    }

    [Fact]
    public void File_OfAnotherProgram_IsRefusedUntouched()
    {
        Run("CREATE TABLE contacts (name TEXT)");

        Assert.Equal(
            $"{Database} is a database of another program; set streaming.storage.directory to another one, or move the file away.",
            Refusal());
        Assert.Equal("0", Run("PRAGMA user_version"));
    }

    [Fact]
    public async Task File_ThatIsEmpty_IsMadeADatabase()
    {
        File.WriteAllText(Database, "");

        await SqliteStateStore.Open(_folder.Path).DisposeAsync();

        Assert.Equal("1", Run("PRAGMA user_version"));
    }

    [Fact]
    public void File_ThatIsADirectory_IsRefused()
    {
        Directory.CreateDirectory(Database);

        Assert.Equal(
            $"{Database} cannot be opened for writing: unable to open database file (14); set streaming.storage.directory to one that this user may write to, or streaming.storage.kind to memory.",
            Refusal());
    }

    [Fact]
    public void Directory_UnderAFile_IsRefused()
    {
        var file = _folder.Write("file", "");

        var error = Assert.Throws<StateStoreException>(() => SqliteStateStore.Open(Path.Combine(file, "data")));

        Assert.StartsWith($"{Path.Combine(file, "data")} cannot be used as the data directory: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; set streaming.storage.directory to one that this user may write to, or streaming.storage.kind to memory.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_OfTheFirstSchema_IsRead()
    {
        Run("""
            CREATE TABLE providers (
                provider TEXT NOT NULL PRIMARY KEY, epoch INTEGER NOT NULL, state TEXT NOT NULL, circuit TEXT NOT NULL,
                reconnect_attempts INTEGER NOT NULL, connects INTEGER NOT NULL, disconnects INTEGER NOT NULL,
                last_error TEXT, last_error_at TEXT, updated_at TEXT NOT NULL) STRICT;
            INSERT INTO providers VALUES ('alpaca', 3, 'Live', '{"version":1,"state":{"phase":"isolated","generation":2,"reason":"x"}}',
                1, 2, 3, NULL, NULL, '2026-03-02T09:00:00.0000000+00:00');
            PRAGMA user_version = 1;
            """);

        await using var store = SqliteStateStore.Open(_folder.Path);

        var record = await store.ReadAsync("alpaca", default);
        Assert.Equal((3, "x", 2), (record!.Epoch, record.Circuit.Reason, record.Connects));
    }

    private string Refusal() => Assert.Throws<StateStoreException>(() => SqliteStateStore.Open(_folder.Path)).Message;

    private string? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
