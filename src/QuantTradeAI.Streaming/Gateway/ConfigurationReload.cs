using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Transport;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Follows the configuration file: a good change is applied, a bad one is told and leaves everything as it is.</summary>
internal sealed class ConfigurationReload : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterAFailure = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly Func<ICollection<string>, StreamingConfig> _load;
    private readonly TimeProvider _clock;
    private readonly GatewayLog _log;
    private readonly FileWatch _files;
    private readonly CancellationTokenSource _stopping = new();
    private IReadOnlyCollection<string> _read = [];
    private Task _following = Task.CompletedTask;

    /// <param name="path">The file.</param>
    /// <param name="load">Reads it, and tells every file that it read.</param>
    /// <param name="clock">Looking at files.</param>
    /// <param name="log">For people.</param>
    public ConfigurationReload(string path, Func<ICollection<string>, StreamingConfig> load, TimeProvider clock, GatewayLog log)
    {
        (_path, _load, _clock, _log) = (path, load, clock, log);
        _files = new FileWatch(clock, (directory, reason) => log.WatchFailed(directory, FileWatch.PollInterval.TotalSeconds, reason));
    }

    /// <summary>Reads the file as it is now; what is written from here on is a change.</summary>
    /// <exception cref="ProviderConfigurationException">The file's problems.</exception>
    public StreamingConfig Load()
    {
        _files.Remember(Files());
        var read = new List<string>();
        try
        {
            return _load(read);
        }
        finally
        {
            // Also those of a configuration that is refused: mending one of them mends it.
            _read = read;
        }
    }

    /// <summary>Reads the file again: what it names may be there now.</summary>
    public void Again() => _files.Forget();

    /// <summary>Begins to follow the file.</summary>
    public void Start(Func<StreamingConfig, CancellationToken, Task> apply, ConfigurationState state)
    {
        if (_following.IsCompleted)
            _following = Task.Run(() => FollowAsync(apply, state));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _files.Dispose();
    }

    private async Task FollowAsync(Func<StreamingConfig, CancellationToken, Task> apply, ConfigurationState state)
    {
        while (true)
        {
            try
            {
                await _files.ChangedAsync(Files(), _stopping.Token).ConfigureAwait(false);
                await ReloadAsync(apply, state).ConfigureAwait(false);
            }
            catch (ProviderConfigurationException error)
            {
                state.NoteRefused(error.Message);
                _log.Refused(error.Message);
            }
            catch (Exception error) when (!_stopping.IsCancellationRequested)
            {
                // Whatever it is, following goes on: the next change may be a good one.
                state.NoteRefused($"{_path}: {error.Message}");
                _log.Refused(error.ToString());
                await Pause.For(PauseAfterAFailure, _clock, _stopping.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task ReloadAsync(Func<StreamingConfig, CancellationToken, Task> apply, ConfigurationState state)
    {
        var config = Load();
        var changes = ConfigDiff.Between(state.Config, config);
        if (changes.IsEmpty)
        {
            state.NoteUnchanged();
            return;
        }

        foreach (var change in changes)
            _log.Changed(change.ToString());
        await apply(config, _stopping.Token).ConfigureAwait(false);
    }

    /// <summary>The file, and those that it names.</summary>
    private IReadOnlyCollection<string> Files() => _read.Contains(_path) ? _read : [_path, .. _read];
}
