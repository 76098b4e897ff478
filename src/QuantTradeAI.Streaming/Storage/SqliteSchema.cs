using System.Globalization;
using Microsoft.Data.Sqlite;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>How the file is opened, checked, and brought to this program's schema.</summary>
internal static class SqliteSchema
{
    /// <summary>How long another process may take to let go of the file.</summary>
    private const int BusySeconds = 2;

    /// <summary>What brings the schema from each version to the next: the first one from nothing to 1. Never change one; add to them.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE providers (
            provider TEXT NOT NULL PRIMARY KEY,
            epoch INTEGER NOT NULL,
            state TEXT NOT NULL,
            circuit TEXT NOT NULL,
            reconnect_attempts INTEGER NOT NULL,
            connects INTEGER NOT NULL,
            disconnects INTEGER NOT NULL,
            last_error TEXT,
            last_error_at TEXT,
            updated_at TEXT NOT NULL
        ) STRICT
        """,
    ];

    /// <summary>The schema's version, kept in <c>PRAGMA user_version</c>.</summary>
    public static int Version => Steps.Length;

    public static string ConnectionString(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
        DefaultTimeout = BusySeconds,
    }.ToString();

    /// <exception cref="StateStoreException">The file is damaged, another program's, or a newer version's.</exception>
    public static void Prepare(SqliteConnection connection, string file)
    {
        // Exclusive from the first statement on: the lock is held from the first transaction until the file is closed, by whatever.
        connection.Run($"PRAGMA busy_timeout = {BusySeconds * 1000}; PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL");
        if (connection.Ask("PRAGMA quick_check(1)") is not "ok" and var damage)
            throw StorageProblems.Damaged(file, damage);
        var version = int.Parse(connection.Ask("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > Version)
            throw StorageProblems.Newer(file, version);
        if (version == 0 && connection.Ask("SELECT count(*) FROM sqlite_master") != "0")
            throw StorageProblems.Foreign(file);
        connection.Run("PRAGMA journal_mode = WAL");
        Migrate(connection, version);
    }

    private static void Migrate(SqliteConnection connection, int version)
    {
        // Written even where nothing has changed: a file that cannot be written is found now.
        using var transaction = connection.BeginTransaction();
        foreach (var step in Steps[version..])
            connection.Run(step);
        connection.Run($"PRAGMA user_version = {Version}");
        transaction.Commit();
    }

    public static int Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private static string Ask(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}
