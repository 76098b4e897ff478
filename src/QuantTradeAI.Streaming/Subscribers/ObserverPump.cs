using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

/// <summary>A subscription whose observer is called from a task of its own, one event at a time.</summary>
internal sealed partial class ObserverPump : IMarketDataSubscription
{
    /// <summary>How long <see cref="DisposeAsync"/> waits for a callback that runs.</summary>
    public static readonly TimeSpan CallbackDeadline = TimeSpan.FromSeconds(5);

    /// <summary>A callback that is awaited for longer counts as slow, as one that holds its thread for as long is sure to.</summary>
    public static readonly TimeSpan SlowAfter = TimeSpan.FromMilliseconds(2 * CallbackWatch.LookEvery);

    private const int Batch = 64;

    private static readonly AsyncLocal<ObserverPump?> Calling = new();

    private readonly Subscription _subscription;
    private readonly IMarketDataObserver _observer;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stopped;
    private readonly Task _running;
    private long _lastLogged;
    private long _unlogged;
    private int _disposed;
    private bool _held;

    public ObserverPump(Subscription subscription, IMarketDataObserver observer, TimeProvider clock, ILogger logger)
    {
        _subscription = subscription;
        _observer = observer;
        _clock = clock;
        _logger = logger;
        _stopped = _stopping.Token;
        _running = Task.Run(RunAsync);
        subscription.Drained = _running;
    }

    public string Name => _subscription.Plan.Name;

    public ImmutableArray<string> Symbols => _subscription.Symbols;

    public SubscriptionStatistics Statistics => _subscription.Statistics;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        _ = _stopping.CancelAsync();
        _subscription.End();
    }

    /// <summary>Does not wait when the callback itself disposes: it would wait for itself.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (Calling.Value == this)
            return;
        try
        {
            await _running.WaitAsync(CallbackDeadline, _clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            CallbackStillRuns(Name, CallbackDeadline);
        }
    }

    private async Task RunAsync()
    {
        Calling.Value = this;
        CallbackWatch.Shared.Add(_subscription.Mark);
        try
        {
            await DeliverAllAsync().ConfigureAwait(false);
        }
        finally
        {
            CallbackWatch.Shared.Remove(_subscription.Mark);
        }
    }

    private async Task DeliverAllAsync()
    {
        var batch = new MarketEvent[Batch];
        while (await _subscription.Queue.ReadAsync(batch, CancellationToken.None).ConfigureAwait(false) is var count and > 0)
        {
            for (var i = 0; i < count && !_stopped.IsCancellationRequested; i++)
            {
                _subscription.SetInHand(count - i, Published(batch[i]));
                await DeliverAsync(batch, i).ConfigureAwait(false);
            }

            _subscription.SetInHand(0);
        }
    }

    // A last known value is as old as it is, and has not waited for that.
    private static UnixNanos Published(in MarketEvent one) => one.IsLastKnown ? UnixNanos.Absent : one.HeaderRef.PublishTime;

    private ValueTask DeliverAsync(MarketEvent[] batch, int index)
    {
        try
        {
            var call = Call(batch[index]);
            if (!call.IsCompletedSuccessfully)
                return AwaitAsync(call);
            call.GetAwaiter().GetResult(); // A pooled source is given back by this.
            return default;
        }
#pragma warning disable CA1031 // A subscriber's exception is its own: the next event comes all the same.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Report(thrown);
            return default;
        }
    }

    private ValueTask Call(in MarketEvent marketEvent)
    {
        _subscription.Mark.Enter();
        try
        {
            return _observer.OnEventAsync(marketEvent, _stopped);
        }
        finally
        {
            _held = _subscription.Mark.Leave();
            if (_held)
                CallbackWatch.Shared.NoteReleased();
        }
    }

    private async ValueTask AwaitAsync(ValueTask call)
    {
        var (begun, isCounted) = (_clock.GetTimestamp(), _held);
        try
        {
            await call.ConfigureAwait(false);
        }
#pragma warning disable CA1031
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            Report(thrown);
        }

        if (!isCounted && _clock.GetElapsedTime(begun) > SlowAfter)
            _subscription.CountSlowCallback();
    }

    private void Report(Exception thrown)
    {
        if (thrown is OperationCanceledException && _stopped.IsCancellationRequested)
            return;
        _subscription.CountCallbackError();
        var now = _clock.GetTimestamp();
        if (_lastLogged != 0 && _clock.GetElapsedTime(_lastLogged, now) < LogInterval)
        {
            _unlogged++;
            return;
        }

        CallbackThrew(thrown, Name, _unlogged);
        _lastLogged = now;
        _unlogged = 0;
    }
}
