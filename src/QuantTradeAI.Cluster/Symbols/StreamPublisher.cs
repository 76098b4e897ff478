using System.Buffers;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Cluster.Pacing;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>
/// Takes what waits in one hub subscription to one stream: a batch at a time, everything that has arrived meanwhile in the next. A batch that could not be
/// sent is sent again until it is, or until its symbol closes; then the queue fills, and what it loses it tells.
/// </summary>
internal sealed partial class StreamPublisher(StreamOutlet outlet, Subscription subscription, SentBatches sent, SymbolHost host, OutletStream stream)
{
    /// <summary>Most events in a batch.</summary>
    public const int MaxBatch = 512;

    /// <summary>How many batches tell what the epoch continues: it takes one that arrives.</summary>
    private const int TellingBatches = 64;

    private readonly CancellationTokenSource _ended = new();
    private readonly StreamEnd? _continues = host.ContinuesOf(outlet.Stream);
    private LogPace? _pace;
    private int _told;

    public StreamOutlet Outlet => outlet;

    /// <summary>Whether a provider's batch has to wait until some of what waits here is sent.</summary>
    public bool IsFull => subscription.Queue.IsWaitedFor;

    /// <summary>Ends when all was sent after <see cref="Complete"/>, and subscribers have it, or at <see cref="End"/>.</summary>
    public Task Publishing { get; private set; } = Task.CompletedTask;

    /// <summary>Returns when there is room again, or it has ended, or when that took too long: then the oldest events are lost, which is told.</summary>
    public async Task WaitForRoomAsync()
    {
        try
        {
            await subscription.Queue.WaitForRoomAsync(_ended.Token);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Nobody wants what it has no room for.
        }
    }

    /// <summary>Begins, on the caller's scheduler.</summary>
    public void Start() => Publishing = PublishAsync();

    /// <summary>Takes nothing more; what waits is sent.</summary>
    public void Complete() => subscription.Queue.Complete();

    /// <summary>Ends at once; what waits is not sent.</summary>
    public void End()
    {
        _ended.Cancel();
        subscription.End();
    }

    // Without ConfigureAwait(false): all of it runs on the scheduler that it began on, which is the grain's.
    private async Task PublishAsync()
    {
        try
        {
            while (await subscription.Queue.WaitAsync() > 0)
            {
                if (Fill() is { } batch)
                    await SendAsync(batch);
            }

            _ended.Token.ThrowIfCancellationRequested();
            await stream.FlushAsync(_ended.Token);
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Ended.
        }
    }

    /// <summary>What waits, or a part of it; null where it was taken back meanwhile.</summary>
    private StreamBatch? Fill()
    {
        var events = ArrayPool<MarketEvent>.Shared.Rent(MaxBatch);
        var count = subscription.Queue.Take(events.AsSpan(0, MaxBatch));
        var block = count == 0 ? null : MarketBatch.Write(events.AsSpan(0, count));
        Array.Clear(events, 0, count);
        ArrayPool<MarketEvent>.Shared.Return(events);
        if (block is null)
            return null;
        _told = Math.Min(_told + 1, TellingBatches + 1);
        return sent.Number(new StreamBatch { Epoch = host.Epoch, Events = block, Continues = _told <= TellingBatches ? _continues : null }, count);
    }

    private async Task SendAsync(StreamBatch batch)
    {
        for (var failures = 0; ;)
        {
            try
            {
                var sending = stream.SendAsync(batch);
                if (!sending.IsCompletedSuccessfully)
                    await sending.WaitAsync(host.Options.SendTimeout, host.Clock, _ended.Token);
                sent.NoteHanded(batch);
                return;
            }
            catch (Exception error) when (!_ended.IsCancellationRequested)
            {
                if ((_pace ??= new LogPace(host.Clock)).Note(1) is { } untold)
                    NotSent(host.Logger, error, outlet, untold);
                await Task.Delay(RetryPause.After(++failures, host.Options.Random()), host.Clock, _ended.Token);
            }
        }
    }

    [LoggerMessage(9200, LogLevel.Warning, "A batch of {Stream} could not be sent and is sent again; {Failures} such failures since the last such line.")]
    private static partial void NotSent(ILogger logger, Exception error, StreamOutlet stream, long failures);
}
