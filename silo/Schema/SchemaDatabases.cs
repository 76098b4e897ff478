using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Silo.Schema;

/// <summary>The databases that a configuration names.</summary>
internal static class SchemaDatabases
{
    /// <summary>Those that others share, which are brought up to date when somebody says so: each once.</summary>
    public static IEnumerable<(string Keys, SchemaDatabase Database)> SharedOf(ClusterConfig config)
    {
        var named = new List<(string Key, Secret Connection)>();
        if (config.Clustering is { Kind: ClusteringConfig.AdoNetKind, Connection: { } clustering })
            named.Add(("clustering", clustering));
        if (config.GrainStorage is { Kind: GrainStorageConfig.AdoNetKind, Connection: { } storage })
            named.Add(("grain_storage", storage));
        return named.GroupBy(one => one.Connection).Select(group => (string.Join(" and ", group.Select(one => one.Key)), PostgreSql(group.Key)));
    }

    public static SchemaDatabase PostgreSql(Secret connection) => new(SchemaScript.PostgreSql, async cancellationToken =>
    {
        var opened = new NpgsqlConnection(connection.Reveal());
        await opened.OpenAsync(cancellationToken);
        return opened;
    });

    /// <summary>The file of this silo's machine, made when it is missing.</summary>
    public static SchemaDatabase Sqlite(string file) => new(SchemaScript.Sqlite, cancellationToken => OpenAsync(file, cancellationToken));

    /// <summary>The connection string of a file.</summary>
    public static string SqliteConnection(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString;

    private static async Task<DbConnection> OpenAsync(string file, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var connection = new SqliteConnection(SqliteConnection(file));
        await connection.OpenAsync(cancellationToken);
        await using var log = connection.CreateCommand();
        // Readers and the one writer do not wait for each other.
        log.CommandText = "PRAGMA journal_mode = WAL";
        await log.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }
}
