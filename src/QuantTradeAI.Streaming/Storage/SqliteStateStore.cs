using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>
/// Keeps the state of providers in one SQLite file, which belongs to one process at a time: the lock is the file's own, and goes with
/// the process however that ends. What is written is on the disk (write-ahead log, <c>synchronous=FULL</c>) when the call returns.
/// </summary>
public sealed class SqliteStateStore : IProviderStateStore
{
    /// <summary>The file's name within its directory.</summary>
    public const string FileName = "providers.db";

    private readonly Lock _using = new();
    private readonly SqliteConnection _connection;

    private SqliteStateStore(string file, SqliteConnection connection) => (Location, _connection) = (file, connection);

    /// <summary>The file's full path.</summary>
    public string Location { get; }

    /// <summary>Opens the file under a directory; both are made when they are missing.</summary>
    /// <exception cref="StateStoreException">It cannot be used: says why, and what to do.</exception>
    public static SqliteStateStore Open(string directory)
    {
        var file = Path.GetFullPath(Path.Combine(directory, FileName));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw StorageProblems.Directory(file, error);
        }

        var connection = new SqliteConnection(SqliteSchema.ConnectionString(file));
        try
        {
            connection.Open();
            SqliteSchema.Prepare(connection, file);
            return new SqliteStateStore(file, connection);
        }
        catch (Exception error)
        {
            connection.Dispose();
            throw error is SqliteException problem ? StorageProblems.AtOpening(file, problem) : error;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ProviderRecord?> ReadAsync(string provider, CancellationToken cancellationToken) =>
        new(Task.Run(() => Use(() => Read(provider)), cancellationToken).WaitAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask WriteAsync(ProviderRecord record, CancellationToken cancellationToken) =>
        new(Task.Run(() => Use(() => Write(record)), cancellationToken).WaitAsync(cancellationToken));

    /// <summary>Closes the file, once what is under way is done.</summary>
    public async ValueTask DisposeAsync() => await Task.Run(() =>
    {
        lock (_using)
            _connection.Dispose();
    });

    /// <summary>Any statement: what tests make a disk full with.</summary>
    internal void Execute(string sql) => Use(() => _connection.Run(sql));

    private T Use<T>(Func<T> work)
    {
        lock (_using)
        {
            try
            {
                return work();
            }
            catch (SqliteException error)
            {
                throw StorageProblems.WhileRunning(Location, error);
            }
            catch (InvalidOperationException error)
            {
                throw new StateStoreException($"{Location} is closed.", error);
            }
        }
    }

    private ProviderRecord? Read(string provider)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = ProviderRow.Select;
        command.Parameters.AddWithValue("$provider", provider);
        using var reader = command.ExecuteReader();
        try
        {
            return reader.Read() ? ProviderRow.Read(reader) : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or ArgumentException or InvalidCastException or OverflowException)
        {
            throw StorageProblems.Unreadable(Location, provider, error);
        }
    }

    private int Write(ProviderRecord record)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = ProviderRow.Upsert;
        ProviderRow.Write(record, command.Parameters);
        return command.ExecuteNonQuery();
    }
}
