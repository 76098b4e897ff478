using Microsoft.Data.Sqlite;
using QuantTradeAI.Silo.Schema;
using QuantTradeAI.Silo.Tests.Support;

namespace QuantTradeAI.Silo.Tests.Schema;

public sealed class SqliteSchemaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "cluster.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Apply_Twice_TakesTheStepsOnce()
    {
        Assert.Equal(0, await SchemaDatabases.Sqlite(File).ApplyAsync(CancellationToken.None));
        Assert.Equal(SchemaScript.Sqlite.Version, await SchemaDatabases.Sqlite(File).ApplyAsync(CancellationToken.None));
        await SchemaDatabases.Sqlite(File).CheckAsync(CancellationToken.None);
        Assert.Equal(SchemaScript.Sqlite.Queries.Count, Convert.ToInt32(Run("SELECT count(*) FROM OrleansQuery")));
    }

    [Fact]
    public async Task Apply_ToANewerSchema_IsRefusedAndChangesNothing()
    {
        await SchemaDatabases.Sqlite(File).ApplyAsync(CancellationToken.None);
        Run("UPDATE quanttradeai_schema SET version = 99; DELETE FROM OrleansQuery");

        var error = await Assert.ThrowsAsync<SchemaException>(() => SchemaDatabases.Sqlite(File).ApplyAsync(CancellationToken.None));

        Assert.Contains("version 99, newer than", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Convert.ToInt32(Run("SELECT count(*) FROM OrleansQuery")));
    }

    [Fact]
    public async Task Apply_WithAStepThatFails_LeavesNothingBehind()
    {
        var broken = SchemaScript.Sqlite with { Steps = [SchemaScript.Sqlite.Steps[0], "CREATE TABLE no("] };
        var database = new SchemaDatabase(broken, async cancellationToken =>
        {
            var connection = new SqliteConnection(SchemaDatabases.SqliteConnection(File));
            await connection.OpenAsync(cancellationToken);
            return connection;
        });

        await Assert.ThrowsAsync<SqliteException>(() => database.ApplyAsync(CancellationToken.None));

        Assert.Equal(0, Convert.ToInt32(Run("SELECT count(*) FROM sqlite_master")));
    }

    [Fact]
    public void Text_OfTheSchema_MakesTheSameDatabase()
    {
        Run(SchemaText.Of(SchemaScript.Sqlite));

        Assert.Equal(SchemaScript.Sqlite.Queries["WriteToStorageKey"], Run("SELECT QueryText FROM OrleansQuery WHERE QueryKey = 'WriteToStorageKey'"));
        Assert.Equal(SchemaScript.Sqlite.Version, Convert.ToInt32(Run("SELECT max(version) FROM quanttradeai_schema")));
    }

    private object? Run(string text)
    {
        using var connection = new SqliteConnection(SchemaDatabases.SqliteConnection(File));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }
}
