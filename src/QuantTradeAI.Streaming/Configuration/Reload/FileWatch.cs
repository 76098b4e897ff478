using System.Security.Cryptography;

namespace QuantTradeAI.Streaming.Configuration.Reload;

/// <summary>
/// Tells when the content of files may have changed. The system's watcher makes it quick; looking at the content every so often makes it
/// certain, also on bind mounts and where a directory is swapped by a symbolic link. A file is read through links.
/// </summary>
internal sealed class FileWatch : IDisposable
{
    /// <summary>How often the content is looked at.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long a change may take to be written whole before it is read.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _clock;
    private readonly Action<string, Exception> _onFailure;
    private readonly SemaphoreSlim _touched = new(0, 1);
    private readonly Dictionary<string, FileSystemWatcher?> _watchers = new(StringComparer.Ordinal);
    private string _seen = "";

    /// <param name="clock">Looking and settling.</param>
    /// <param name="onFailure">Hears once for each directory that it cannot be watched, and why; looking goes on.</param>
    public FileWatch(TimeProvider clock, Action<string, Exception> onFailure) => (_clock, _onFailure) = (clock, onFailure);

    /// <summary>Takes the files' content as known.</summary>
    public void Remember(IReadOnlyCollection<string> files)
    {
        Watch(files);
        _seen = Fingerprint(files);
    }

    /// <summary>Returns when the content of one of the files differs from what is known, and takes it as known.</summary>
    public async Task ChangedAsync(IReadOnlyCollection<string> files, CancellationToken cancellationToken)
    {
        Watch(files);
        while (true)
        {
            var now = Fingerprint(files);
            if (now != _seen)
            {
                _seen = now;
                return;
            }

            await TouchedAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers.Values)
            watcher?.Dispose();
    }

    private async Task TouchedAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var touched = _touched.WaitAsync(over.Token);
        await Task.WhenAny(touched, Task.Delay(PollInterval, _clock, over.Token)).ConfigureAwait(false);
        var isTouched = touched.IsCompletedSuccessfully;
        await over.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (isTouched)
            await Task.Delay(Settling, _clock, cancellationToken).ConfigureAwait(false);
    }

    private void Watch(IReadOnlyCollection<string> files)
    {
        foreach (var directory in files.Select(file => Path.GetDirectoryName(Path.GetFullPath(file))!).Distinct(StringComparer.Ordinal))
        {
            if (!_watchers.ContainsKey(directory))
                _watchers[directory] = TryWatch(directory);
        }
    }

    private FileSystemWatcher? TryWatch(string directory)
    {
        try
        {
            var watcher = new FileSystemWatcher(directory);
            watcher.Changed += (_, _) => Touch();
            watcher.Created += (_, _) => Touch();
            watcher.Deleted += (_, _) => Touch();
            watcher.Renamed += (_, _) => Touch();
            watcher.Error += (_, error) =>
            {
                _onFailure(directory, error.GetException());
                Touch();
            };
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            _onFailure(directory, error);
            return null;
        }
    }

    private void Touch()
    {
        lock (_watchers)
        {
            if (_touched.CurrentCount == 0)
                _touched.Release();
        }
    }

    private static string Fingerprint(IEnumerable<string> files)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            try
            {
                all.AppendData(ConfigFile.Read(file));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                all.AppendData([0]);
            }

            all.AppendData([1]);
        }

        return Convert.ToHexString(all.GetHashAndReset());
    }
}
