using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Gateway;

/// <summary>Follows the configuration file: a good change is applied, a bad one is told and leaves everything as it is.</summary>
internal sealed class ConfigurationReload : IAsyncDisposable
{
    private readonly string _path;
    private readonly Func<ICollection<string>, StreamingConfig> _load;
    private readonly Func<StreamingConfig, CancellationToken, Task> _apply;
    private readonly ConfigurationState _state;
    private readonly GatewayLog _log;
    private readonly FileWatch _files;
    private readonly CancellationTokenSource _stopping = new();
    private IReadOnlyList<string> _read;
    private Task _following = Task.CompletedTask;

    public ConfigurationReload(
        string path,
        Func<ICollection<string>, StreamingConfig> load,
        Func<StreamingConfig, CancellationToken, Task> apply,
        ConfigurationState state,
        TimeProvider clock,
        GatewayLog log)
    {
        (_path, _load, _apply, _state, _log) = (path, load, apply, state, log);
        _files = new FileWatch(clock, (directory, reason) => log.WatchFailed(directory, FileWatch.PollInterval.TotalSeconds, reason));
        _read = state.Config.Files;
        _files.Remember(Files());
    }

    public void Start()
    {
        if (_following.IsCompleted)
            _following = Task.Run(FollowAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _files.Dispose();
    }

    private async Task FollowAsync()
    {
        while (true)
        {
            await _files.ChangedAsync(Files(), _stopping.Token).ConfigureAwait(false);
            await ReloadAsync().ConfigureAwait(false);
        }
    }

    private async Task ReloadAsync()
    {
        try
        {
            var config = Load();
            foreach (var change in ConfigDiff.Between(_state.Config, config))
                _log.Changed(change.ToString());
            await _apply(config, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            // Whatever it is, following goes on: the next change may be a good one.
            _log.Refused(error is ProviderConfigurationException ? error.Message : error.ToString());
        }
    }

    private StreamingConfig Load()
    {
        var files = new List<string>();
        try
        {
            return _load(files);
        }
        catch (ProviderConfigurationException error)
        {
            _state.NoteRefused(error.Message);
            throw;
        }
        finally
        {
            // Also those of a configuration that is refused: mending one of them mends it.
            _read = files;
            _files.Remember(Files());
        }
    }

    /// <summary>The file, and those that it names.</summary>
    private IReadOnlyCollection<string> Files() => [_path, .. _read];
}
