using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Watching;

/// <summary>Tells that something in a few folders may have changed. It may miss changes, and it may stop telling: whoever uses it polls too.</summary>
/// <param name="directories">The folders; one that is not there is watched once it is.</param>
/// <param name="changed">Called from any thread.</param>
/// <param name="failed">Called with a folder and why it cannot be watched, once for each reason.</param>
/// <param name="isDeep">Whether folders within count, too.</param>
/// <param name="watch">Makes a watcher of a folder; the framework's own by default.</param>
internal sealed class FolderEvents(
    ImmutableArray<string> directories, Action changed, Action<string, string> failed, bool isDeep = true, Func<string, FileSystemWatcher>? watch = null) : IDisposable
{
    private readonly Lock _changing = new();
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

    /// <summary>Watches what is not watched yet.</summary>
    public void Watch()
    {
        foreach (var directory in directories)
        {
            lock (_changing)
            {
                if (_watchers.TryGetValue(directory, out var old) && Directory.Exists(directory))
                    continue;
                old?.Dispose();
                _watchers.Remove(directory);
            }

            if (Directory.Exists(directory))
                Watch(directory);
        }
    }

    public void Dispose()
    {
        lock (_changing)
        {
            foreach (var watcher in _watchers.Values)
                watcher.Dispose();
            _watchers.Clear();
        }
    }

    private void Watch(string directory)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = watch?.Invoke(directory) ?? new FileSystemWatcher(directory);
            watcher.IncludeSubdirectories = isDeep;
            watcher.Changed += (_, _) => changed();
            watcher.Created += (_, _) => changed();
            watcher.Deleted += (_, _) => changed();
            watcher.Renamed += (_, _) => changed();
            watcher.Error += (_, error) =>
            {
                if (Fail(directory, error.GetException()))
                    changed();
            };
            watcher.EnableRaisingEvents = true;
            lock (_changing)
                _watchers[directory] = watcher;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or PlatformNotSupportedException)
        {
            watcher?.Dispose();
            Fail(directory, error);
        }
    }

    /// <summary>Whether that is news.</summary>
    private bool Fail(string directory, Exception error)
    {
        lock (_changing)
        {
            if (_watchers.Remove(directory, out var watcher))
                watcher.Dispose();
            if (_told.GetValueOrDefault(directory) == error.Message)
                return false;
            _told[directory] = error.Message;
        }

        failed(directory, error.Message);
        return true;
    }
}
