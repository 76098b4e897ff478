using System.Diagnostics;

namespace QuantTradeAI.Tests.Postgres;

/// <summary>
/// A private PostgreSQL server: data in a temporary folder, reached by a socket there and by nothing else. As a fixture it does nothing where none
/// is installed; its tests are skipped then, see <see cref="PostgresFactAttribute"/>.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string User = "quanttradeai";
    private const string Ready = "ready to accept connections";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _log = [];
    private int _databases;
    private DirectoryInfo? _folder;
    private Process? _server;
    private ProcessGuard? _guard;

    private string Data => Path.Combine(_folder!.FullName, "data");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (PostgresPrograms.Folder is null)
            return;
        _folder = Directory.CreateTempSubdirectory("pg-");
        await PostgresPrograms.OwnAsync(_folder.FullName);
        await PostgresPrograms.RunAsync(PostgresPrograms.Start("initdb", "-D", Data, "-U", User, "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        var start = PostgresPrograms.Start("postgres", "-D", Data, "-k", _folder.FullName, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200");
        (start.RedirectStandardError, start.WorkingDirectory) = (true, "/");
        _server = Process.Start(start)!;
        _guard = new ProcessGuard(_server, "QUIT");
        _server.ErrorDataReceived += (_, said) => Note(said.Data);
        _server.BeginErrorReadLine();
        await _ready.Task.WaitAsync(Deadline);
    }

    /// <summary>A new empty database, and how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await PostgresPrograms.RunAsync(PostgresPrograms.Start("createdb", "-h", _folder!.FullName, "-U", User, name));
        return $"Host={_folder.FullName};Username={User};Database={name}";
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_server is null)
            return;
        await PostgresPrograms.RunAsync(PostgresPrograms.Start("pg_ctl", "stop", "-D", Data, "-m", "immediate", "-w"));
        _guard!.Dispose();
        _server.Dispose();
        _folder!.Delete(recursive: true);
    }

    private void Note(string? line)
    {
        lock (_log)
        {
            if (line is null)
                _ready.TrySetException(new InvalidOperationException($"PostgreSQL ended: {string.Join('\n', _log)}"));
            else if (line.Contains(Ready, StringComparison.Ordinal))
                _ready.TrySetResult();
            else
                _log.Add(line);
        }
    }
}
