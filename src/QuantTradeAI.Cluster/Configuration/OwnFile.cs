using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>This silo's own configuration file, with all that it names: what it says, and when that changes.</summary>
internal sealed class OwnFile : IDisposable
{
    private readonly ConfigurationReader _reader;
    private readonly FileWatch _files;
    private IReadOnlyCollection<string> _read = [];
    private IReadOnlyCollection<string> _followed = [];

    /// <param name="reader">Reads it.</param>
    /// <param name="clock">Looking at files.</param>
    /// <param name="onWatchFailed">Hears that a directory cannot be watched, and why.</param>
    public OwnFile(ConfigurationReader reader, TimeProvider clock, Action<string, string> onWatchFailed) =>
        (_reader, _files) = (reader, new FileWatch(clock, onWatchFailed));

    /// <summary>Reads it as it is now; what is written from here on is a change.</summary>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    public (StreamingConfig Config, ConfigurationBundle Bundle) Read()
    {
        _files.Remember(Files());
        var read = new List<string>();
        try
        {
            return _reader.ReadOwn(read);
        }
        finally
        {
            // Also those of a file that is refused: mending one of them mends it.
            _read = read;
        }
    }

    /// <summary>Has further files watched: the secrets of the configuration that is followed may be others than the own file's.</summary>
    public void WatchToo(IReadOnlyCollection<string> files) => _followed = files;

    /// <summary>Returns when one of the files has changed since it was read.</summary>
    public Task ChangedAsync(CancellationToken cancellationToken) => _files.ChangedAsync(Files(), cancellationToken);

    public void Dispose() => _files.Dispose();

    private HashSet<string> Files() => [_reader.FilePath, .. _read, .. _followed];
}
