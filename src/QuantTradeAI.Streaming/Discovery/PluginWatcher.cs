using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Registry;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Refreshes a <see cref="ProviderDiscovery"/> when its plugin folders change. It does not make the first discovery.</summary>
public sealed partial class PluginWatcher : IAsyncDisposable
{
    /// <summary>A folder in which something always changes is acted on after so many quiet times.</summary>
    private const int MostQuietTimes = 10;

    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    private readonly ProviderDiscovery _discovery;
    private readonly PluginWatcherOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly WakeUp _wake;
    private readonly FolderEvents? _events;
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private Task<string>? _fingerprint;
    private string? _seen;
    private string? _problem;

    /// <summary>Watches the plugin directories of <paramref name="discovery"/>, with its clock, once started.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative or longer than a day.</exception>
    public PluginWatcher(ProviderDiscovery discovery, PluginWatcherOptions? options = null)
    {
        _discovery = discovery;
        _options = options ?? new PluginWatcherOptions();
        RequireSane(_options.PollInterval, nameof(PluginWatcherOptions.PollInterval));
        RequireSane(_options.QuietTime, nameof(PluginWatcherOptions.QuietTime));
        _clock = discovery.Options.Clock;
        _logger = discovery.Options.LoggerFactory?.CreateLogger("QuantTradeAI.Streaming.Discovery") ?? NullLogger.Instance;
        _wake = new WakeUp(_clock);
        _events = _options.UsesFileSystemEvents ? new FolderEvents(discovery.Directories, _wake.Signal, NotWatched) : null;
    }

    /// <summary>Called after each refresh that this watcher made, with what came of it. What it throws is logged.</summary>
    public event Action<DiscoveryOutcome>? Refreshed;

    /// <summary>Begins. The first look also refreshes, so that nothing is missed that changed since the discovery. Starting twice starts once.</summary>
    public void Start()
    {
        if (_running == Task.CompletedTask)
            _running = Task.Run(() => RunAsync(_stop.Token));
    }

    /// <summary>Stops, and waits for a refresh that is under way to be taken back or to end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _events?.Dispose();
    }

    private static void RequireSane(TimeSpan time, string name)
    {
        if (time < TimeSpan.Zero || time > LongestTime)
            throw new ArgumentOutOfRangeException(name, time, $"Got {time}; expected 0 to {LongestTime}.");
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _events?.Watch();
            try
            {
                await LookAsync(stop).ConfigureAwait(false);
                _problem = null;
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                if (_problem != error.Message)
                    LookFailed(error);
                _problem = error.Message;
            }

            await _wake.WaitAsync(_options.PollInterval, stop).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var now = await FingerprintAsync().ConfigureAwait(false);
        if (now == _seen)
            return;

        for (var waits = 0; waits < MostQuietTimes; waits++)
        {
            await Task.Delay(_options.QuietTime, _clock, stop).ConfigureAwait(false);
            var later = await FingerprintAsync().ConfigureAwait(false);
            if (later == now)
                break;
            now = later;
        }

        var outcome = await _discovery.RefreshAsync(stop).ConfigureAwait(false);
        _seen = now;
        Tell(outcome);
    }

    private Task<string> FingerprintAsync()
    {
        if (_fingerprint is not { IsCompleted: false })
            _fingerprint = DeadlineThread.StartAsync("plugin watch", () => PluginFingerprint.Of(_discovery.Directories, _discovery.Options));
        return _fingerprint.WaitAsync(_discovery.Options.AdapterTimeout, _clock);
    }

    private void Tell(DiscoveryOutcome outcome)
    {
        try
        {
            Refreshed?.Invoke(outcome);
        }
        catch (Exception error)
        {
            CallbackThrew(error);
        }
    }
}
