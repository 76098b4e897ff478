using System.Data.Common;
using System.Globalization;

namespace QuantTradeAI.Silo.Schema;

/// <summary>A database whose schema is looked at and brought up to date.</summary>
/// <param name="script">What it must hold.</param>
/// <param name="open">Opens a connection to it.</param>
internal sealed class SchemaDatabase(SchemaScript script, Func<CancellationToken, Task<DbConnection>> open)
{
    /// <summary>The table with one row: the version.</summary>
    public const string VersionName = "quanttradeai_schema";

    public const string VersionTable = $"CREATE TABLE IF NOT EXISTS {VersionName} (version integer NOT NULL)";

    /// <summary>Any number will do that is always the same: who holds it applies schemas alone.</summary>
    private const string LockPostgreSql = "SELECT pg_advisory_xact_lock(7331962024)";

    private const string VersionQuery = $"SELECT max(version) FROM {VersionName}";

    /// <summary>Takes the steps that are missing and writes the statements anew, all or nothing; what is there already stays.</summary>
    /// <returns>The version before; 0 for a new database.</returns>
    /// <exception cref="SchemaException">The database is newer than this program.</exception>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await open(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var command = new TransactionCommands(connection, transaction);
        if (script.Database == SchemaScript.PostgreSqlName)
            await command.RunAsync(LockPostgreSql, cancellationToken);
        await command.RunAsync(VersionTable, cancellationToken);
        var before = Version(await command.ReadAsync(VersionQuery, cancellationToken));
        CheckNotNewer(before);
        foreach (var step in script.Steps.Skip(before))
            await command.RunAsync(step, cancellationToken);
        await command.RunAsync($"DELETE FROM {VersionName}", cancellationToken);
        await command.RunAsync($"INSERT INTO {VersionName} (version) VALUES ({script.Version})", cancellationToken);
        foreach (var (name, query) in script.Queries)
        {
            await command.RunAsync("DELETE FROM OrleansQuery WHERE QueryKey = @name", cancellationToken, ("name", name));
            await command.RunAsync("INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES (@name, @query)", cancellationToken, ("name", name), ("query", query));
        }

        await transaction.CommitAsync(cancellationToken);
        return before;
    }

    /// <summary>Says what is to be done when the schema is not what this program needs.</summary>
    /// <exception cref="SchemaException">It is not.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await using var connection = await open(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var command = new TransactionCommands(connection, transaction);
        var version = await command.ReadAsync(ExistsQuery, cancellationToken) is null ? 0 : Version(await command.ReadAsync(VersionQuery, cancellationToken));
        CheckNotNewer(version);
        if (version < script.Version)
            throw new SchemaException($"the {script.Database} database has schema version {version}, this program needs {script.Version}; run 'silo schema apply' once");
    }

    private string ExistsQuery => script.Database == SchemaScript.PostgreSqlName
        ? $"SELECT to_regclass('{VersionName}')::text"
        : $"SELECT name FROM sqlite_master WHERE name = '{VersionName}'";

    private void CheckNotNewer(int version)
    {
        if (version > script.Version)
            throw new SchemaException($"the {script.Database} database has schema version {version}, newer than this program's {script.Version}; use the program that made it, or a newer one");
    }

    private static int Version(object? value) => value is null ? 0 : Convert.ToInt32(value, CultureInfo.InvariantCulture);
}
