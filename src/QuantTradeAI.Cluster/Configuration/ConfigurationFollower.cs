using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Transport;
using QuantTradeAI.Streaming.Watching;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>
/// Keeps a silo on the cluster's configuration: offers what its own file says and how it changes, takes what others have offered, and stays on
/// the last good one where it cannot use the newest. Without a registry that answers it goes by its own file.
/// </summary>
internal sealed partial class ConfigurationFollower : IAsyncDisposable
{
    /// <summary>How long a call to the registry is waited for.</summary>
    public static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    /// <summary>The pause after one that failed.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private readonly ConfigurationReader _reader;
    private readonly FollowerCalls _calls;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly OwnFile _own;
    private readonly WakeUp _wake;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _one = new(1);
    private volatile FollowedConfiguration? _followed;
    private ConfigurationBundle? _ownBundle;
    private (ConfigurationBundle Bundle, bool IsChange)? _pending;
    private (Told Configuration, string Adapters)? _refused;
    private volatile Told _told = new(RegistryView.UnknownVersion, "");
    private Task _following = Task.CompletedTask;

    /// <param name="reader">Reads configurations for this silo.</param>
    /// <param name="calls">The registry, and who uses the configuration.</param>
    /// <param name="clock">Looking at files, waiting for the registry.</param>
    /// <param name="logger">For people.</param>
    public ConfigurationFollower(ConfigurationReader reader, FollowerCalls calls, TimeProvider clock, ILogger logger)
    {
        (_reader, _calls, _clock, _logger, _wake) = (reader, calls, clock, logger, new WakeUp(clock));
        _own = new OwnFile(reader, clock, (directory, reason) => LogWatchFailed(directory, FileWatch.PollInterval.TotalSeconds, reason));
    }

    /// <summary>Another configuration is in use. Called one at a time, after <see cref="Current"/> changed.</summary>
    public event Action<StreamingConfig>? Changed;

    /// <summary>The configuration in use.</summary>
    /// <exception cref="InvalidOperationException">It has not started.</exception>
    public StreamingConfig Current => Followed.Config;

    /// <summary>The cluster's version of it; 0 while the cluster has not heard of it.</summary>
    public long Version => Followed.Version;

    /// <summary>What keeps the newest from use, one problem a line; null when nothing does.</summary>
    public string? Problem => Followed.Problem;

    /// <summary>As operators see it.</summary>
    public ConfigurationStatus Status => Followed.Status;

    private FollowedConfiguration Followed => _followed ?? throw new InvalidOperationException("The configuration has not been read yet.");

    /// <summary>Reads this silo's file, offers it, and takes what the cluster follows; goes on doing so.</summary>
    /// <exception cref="ProviderConfigurationException">Neither the own file nor what the cluster follows can be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var (config, problem) = ReadOwn(isChange: false);
        if (config is not null)
            _followed = new FollowedConfiguration(config, _ownBundle!, 0, _clock.GetUtcNow());
        try
        {
            await TakeAsync(await CallAsync(_pending is { } pending ? token => _calls.Offer(pending.Bundle, pending.IsChange, token) : _calls.Fetch, cancellationToken), cancellationToken);
            _pending = null;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogRegistryFailed(RetryInterval.TotalSeconds, error.Message);
        }

        if (_followed is null)
            throw new ProviderConfigurationException(problem ?? $"{_reader.FilePath}: the cluster's configuration cannot be used here");
        _followed = Followed with { FileProblem = problem };
        _following = Task.WhenAll(Task.Run(FollowFileAsync, CancellationToken.None), Task.Run(FollowClusterAsync, CancellationToken.None));
    }

    /// <summary>The registry's newest answer. Returns at once.</summary>
    public void Note(RegistryView view)
    {
        _told = new Told(view.ConfigurationVersion, view.ConfigurationHash);
        _wake.Signal();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _own.Dispose();
    }

    private async Task FollowFileAsync()
    {
        while (true)
        {
            await WaitForFileAsync();
            await _one.WaitAsync(_stopping.Token);
            try
            {
                var (_, problem) = ReadOwn(isChange: true);
                _followed = Followed with { FileProblem = problem, Refusals = Followed.Refusals + (problem is null ? 0 : 1) };

                // What placeholders stand for may have changed, whosever texts they stand in.
                await UseAsync(Followed.Bundle, Followed.Version, _stopping.Token);
            }
            finally
            {
                _one.Release();
            }

            _wake.Signal();
        }
    }

    private async Task WaitForFileAsync()
    {
        try
        {
            await _own.ChangedAsync(_stopping.Token);
        }
        catch (Exception error) when (!_stopping.IsCancellationRequested)
        {
            // Whatever it is, following goes on.
            LogFileRefused(error.ToString());
            await Pause.For(RetryInterval, _clock, _stopping.Token);
        }
    }

    private async Task FollowClusterAsync()
    {
        while (true)
        {
            await _wake.WaitAsync(RetryInterval, _stopping.Token);
            await _one.WaitAsync(_stopping.Token);
            var isFailed = false;
            try
            {
                await CatchUpAsync();
            }
            catch (Exception error) when (!_stopping.IsCancellationRequested)
            {
                LogRegistryFailed(RetryInterval.TotalSeconds, error.Message);
                isFailed = true;
            }
            finally
            {
                _one.Release();
            }

            if (isFailed)
                await Pause.For(RetryInterval, _clock, _stopping.Token);
        }
    }

    private async Task CatchUpAsync()
    {
        if (_pending is { } pending)
        {
            var answer = await CallAsync(token => _calls.Offer(pending.Bundle, pending.IsChange, token), _stopping.Token);
            _pending = null;
            await TakeAsync(answer, _stopping.Token);
        }

        var told = _told;
        if (told.Version < 0 || told == new Told(Followed.Version, Followed.Version == 0 ? "" : Followed.Bundle.Hash) || _refused == (told, Adapters()))
            return;
        var newest = await CallAsync(_calls.Fetch, _stopping.Token);
        if (newest.Version >= Followed.Version)
        {
            await TakeAsync(newest, _stopping.Token);
            return;
        }

        LogLost(Followed.Version);
        await TakeAsync(await CallAsync(token => _calls.Offer(Followed.Bundle, true, token), _stopping.Token), _stopping.Token);
    }

    private async Task TakeAsync(ClusterConfiguration configuration, CancellationToken cancellationToken)
    {
        if (configuration.Version == 0)
            return;
        var bundle = ConfigurationBundle.Of(configuration);
        _told = new Told(configuration.Version, bundle.Hash);
        if (_followed is { ClusterProblem: null } followed && followed.Version == configuration.Version && followed.Bundle.Hash == bundle.Hash)
            return;
        if (_ownBundle is not null && bundle.Hash != _ownBundle.Hash && _followed?.Version != configuration.Version)
            LogOtherFollowed(_reader.FilePath, configuration.Version);
        await UseAsync(bundle, configuration.Version, cancellationToken);
    }

    private async Task<ClusterConfiguration> CallAsync(Func<CancellationToken, Task<ClusterConfiguration>> call, CancellationToken cancellationToken) =>
        await call(cancellationToken).WaitAsync(CallLimit, _clock, cancellationToken);

    private string Adapters() => string.Join(',', _reader.Elsewhere.Order(StringComparer.Ordinal));

    private sealed record Told(long Version, string Hash);
}
