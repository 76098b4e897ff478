using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;

namespace QuantTradeAI.Streaming.Recovery;

/// <summary>
/// Calls what brings a provider back. Recoveries run side by side, one at a time for each name, each with a deadline and few retries: one that
/// fails or hangs holds up no other. All members may be called from any thread.
/// </summary>
public sealed partial class RecoveryManager : IAsyncDisposable
{
    /// <summary>How long <see cref="DisposeAsync"/> waits for callbacks that run.</summary>
    public static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, RecoverySlot> _slots = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ResiliencePipeline _pipeline;
    private readonly RecoveryOptions _options;
    private volatile bool _stopped;

    /// <param name="options">Deadline and retries; the defaults when null.</param>
    /// <param name="clock">Every deadline and pause; the system's when null.</param>
    /// <param name="random">Uniform from 0 to 1, from any thread: spreads the pauses; made up when null.</param>
    /// <param name="logger">One line when a recovery begins, and one when it ends.</param>
    /// <exception cref="ArgumentOutOfRangeException">Names the option that is out of its range.</exception>
    public RecoveryManager(RecoveryOptions? options = null, TimeProvider? clock = null, Func<double>? random = null, ILogger? logger = null)
    {
        _options = (options ?? new RecoveryOptions()).Checked();
        _clock = clock ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _pipeline = Pipeline(random ?? LockedRandom.Seeded(_clock));
    }

    /// <summary>The recoveries of each registered name, by name.</summary>
    public ImmutableArray<RecoveryStatus> Statuses => [.. _slots.Values.Select(slot => slot.Status).OrderBy(status => status.Name, StringComparer.Ordinal)];

    /// <summary>What brings that provider back, in the place of what was registered for it before.</summary>
    /// <param name="name">The provider's name.</param>
    /// <param name="callback">Returns once it is back; throws when that cannot be. Its token ends at the deadline, or when it is unregistered.</param>
    public void Register(string name, Func<CancellationToken, Task> callback)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(callback);
        _slots.GetOrAdd(name, static (name, callback) => new RecoverySlot(name, callback), callback).Use(callback);
    }

    /// <summary>Forgets a name and cancels its recovery. False when it was not registered.</summary>
    public bool Unregister(string name)
    {
        if (!_slots.TryRemove(name, out var slot))
            return false;
        slot.Cancel();
        return true;
    }

    /// <summary>The recoveries of one name; null when it is not registered.</summary>
    public RecoveryStatus? StatusOf(string name) => _slots.GetValueOrDefault(name)?.Status;

    /// <summary>Begins a recovery and returns at once. False when none began: one is under way or hangs, the name is not registered, or all has been stopped.</summary>
    public bool Request(string name, string reason) => _slots.TryGetValue(name, out var slot) && Start(slot, reason).IsNew;

    /// <summary>
    /// Begins a recovery, or joins the one that is under way. Its result tells whether that succeeded; it is false at once when the last callback
    /// hangs or all has been stopped. It never throws once it was returned.
    /// </summary>
    /// <exception cref="ArgumentException">The name is not registered.</exception>
    public Task<bool> RequestAsync(string name, string reason)
    {
        if (!_slots.TryGetValue(name, out var slot))
            throw new ArgumentException($"Nothing is registered to recover '{name}' with; call Register first.", nameof(name));
        return Start(slot, reason).Flight ?? Task.FromResult(false);
    }

    /// <summary>Cancels all recoveries, starts none any more, and returns once they have ended or <paramref name="limit"/> is cancelled.</summary>
    public async Task StopAsync(CancellationToken limit)
    {
        _stopped = true;
        foreach (var slot in _slots.Values)
            slot.Cancel();
        await Task.WhenAll(_slots.Values.Select(slot => slot.Flight)).WaitAsync(limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopTimeout, _clock);
        await StopAsync(limit.Token).ConfigureAwait(false);
    }

    private (Task<bool>? Flight, bool IsNew) Start(RecoverySlot slot, string reason)
    {
        if (_stopped)
            return (null, false);
        var (flight, isNew) = slot.Start(reason, _clock.GetUtcNow(), RunAsync);
        if (isNew)
            Started(slot.Name, reason);
        return (flight, isNew);
    }

    private async Task<bool> RunAsync(RecoverySlot slot)
    {
        try
        {
            await _pipeline.ExecuteAsync(static (slot, token) => new ValueTask(slot.CallAsync(token)), slot, slot.Removed).ConfigureAwait(false);
            slot.NoteSuccess(_clock.GetUtcNow());
            Succeeded(slot.Name);
            return true;
        }
        catch (OperationCanceledException) when (slot.Removed.IsCancellationRequested)
        {
            Cancelled(slot.Name);
        }
        catch (TimeoutRejectedException)
        {
            slot.NoteFailure(_clock.GetUtcNow(), $"it took longer than {_options.Deadline.TotalSeconds:0.###} s");
            TookTooLong(slot.Name, _options.Deadline.TotalSeconds);
        }
#pragma warning disable CA1031 // A callback's exception is its own.
        catch (Exception error)
#pragma warning restore CA1031
        {
            slot.NoteFailure(_clock.GetUtcNow(), error.Message.ReplaceLineEndings(" "));
            Failed(error, slot.Name);
        }

        return false;
    }

    private ResiliencePipeline Pipeline(Func<double> random)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _clock }.AddTimeout(_options.Deadline);
        if (_options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static args => ValueTask.FromResult(
                    args.Outcome.Exception is { } error and not OperationCanceledException && error is not ProviderException { IsTerminal: true }),
                MaxRetryAttempts = _options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = _options.FirstPause,
                MaxDelay = _options.LongestPause,
                Randomizer = random,
            });
        }

        return builder.Build();
    }
}
