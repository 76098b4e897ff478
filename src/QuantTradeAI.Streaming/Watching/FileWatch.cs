using System.Collections.Immutable;
using System.Security.Cryptography;

namespace QuantTradeAI.Streaming.Watching;

/// <summary>
/// Tells when the content of files has changed. The system's events make it quick; looking at the content every so often makes it certain,
/// also on bind mounts and where a directory is swapped by a symbolic link. A file is read through links.
/// </summary>
internal sealed class FileWatch : IDisposable
{
    /// <summary>How often the content is looked at.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long a change may take to be written whole before it is read.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(100);

    /// <summary>More of a file is not looked at.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly TimeProvider _clock;
    private readonly Action<string, string> _onFailure;
    private readonly WakeUp _wake;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private ImmutableArray<string> _directories = [];
    private FolderEvents? _events;
    private volatile bool _forgotten;

    /// <param name="clock">Looking and settling.</param>
    /// <param name="onFailure">Hears that a directory cannot be watched, and why, once for each reason; looking goes on.</param>
    public FileWatch(TimeProvider clock, Action<string, string> onFailure) => (_clock, _onFailure, _wake) = (clock, onFailure, new WakeUp(clock));

    /// <summary>Takes the content of now as known: before it is read, so that what is written meanwhile is a change.</summary>
    public void Remember(IReadOnlyCollection<string> files)
    {
        Watch(files);
        _known.Clear();
        foreach (var file in files)
            _known[file] = Fingerprint(file);
    }

    /// <summary>Returns when the content of one of the files differs from what is known; what was never remembered differs.</summary>
    public async Task ChangedAsync(IReadOnlyCollection<string> files, CancellationToken cancellationToken)
    {
        for (Watch(files); !_forgotten && files.All(file => _known.GetValueOrDefault(file) == Fingerprint(file)); _events!.Watch())
        {
            await _wake.WaitAsync(PollInterval, cancellationToken).ConfigureAwait(false);
            await Task.Delay(Settling, _clock, cancellationToken).ConfigureAwait(false);
        }

        _forgotten = false;
    }

    /// <summary>Has the files read again, as if they had changed.</summary>
    public void Forget()
    {
        _forgotten = true;
        _wake.Signal();
    }

    public void Dispose() => _events?.Dispose();

    private void Watch(IEnumerable<string> files)
    {
        ImmutableArray<string> directories = [.. files.Select(DirectoryOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        if (_events is null || !directories.SequenceEqual(_directories))
        {
            _events?.Dispose();
            _events = new FolderEvents(directories, _wake.Signal, _onFailure, isDeep: false);
            _directories = directories;
        }

        _events.Watch();
    }

    private static string? DirectoryOf(string file)
    {
        try
        {
            return Path.GetDirectoryName(Path.GetFullPath(file));
        }
        catch (Exception error) when (error is ArgumentException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    private static string Fingerprint(string file)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(BoundedFile.Read(file, MostBytes)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return "unreadable";
        }
    }
}
