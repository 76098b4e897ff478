using System.Collections.Concurrent;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Producing;

/// <summary>All that this process publishes.</summary>
internal sealed class PushOutputs(ProducerContext context)
{
    /// <summary>After what time without an item a process does not count as a producer of a stream any more.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan IdleLook = IdleLimit / 10;

    private readonly ConcurrentDictionary<StreamId, StreamOutput> _outputs = new();
    private readonly CancellationTokenSource _ended = new();
    private volatile bool _isEnded;
    private long? _lookedForIdleAt;

    /// <summary>The output of a stream; made when it is needed first.</summary>
    /// <exception cref="ObjectDisposedException">The provider has ended.</exception>
    public StreamOutput Of(StreamId stream)
    {
        ObjectDisposedException.ThrowIf(_isEnded, this);
        return _outputs.TryGetValue(stream, out var output) ? output : _outputs.GetOrAdd(stream, static (stream, context) => new StreamOutput(stream, context), context);
    }

    /// <inheritdoc cref="StreamOutput.FlushAsync"/>
    public Task FlushAsync(StreamId stream, CancellationToken cancellationToken) =>
        _outputs.TryGetValue(stream, out var output) ? output.FlushAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc cref="IRouteTaker.Change"/>
    public bool Change(RouteChange change) => _outputs.TryGetValue(change.Stream, out var output) && output.Change(change);

    /// <inheritdoc cref="IPushSender.AcknowledgeAsync"/>
    public void Acknowledge(Acknowledgement acknowledgement) => context.FindLink(acknowledgement.Receiver)?.Acknowledge(acknowledgement.Channels);

    /// <summary>Looks after links and idle outputs until it is ended.</summary>
    public async Task TendAsync()
    {
        using var timer = new PeriodicTimer(context.Options.SendTimeout, context.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false))
                Tend();
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // Ended.
        }
    }

    /// <summary>Hands over what waits, within the deadline and the time that one frame is waited for.</summary>
    public async Task FlushAllAsync(CancellationToken deadline)
    {
        using var limit = new CancellationTokenSource(context.Options.SendTimeout, context.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, deadline);
        await Task.WhenAll(_outputs.Values.Select(output => output.FlushAsync(both.Token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc cref="ProducerContext.HasLeft"/>
    public void Leave() => context.Leave();

    /// <summary>Hands over what waits; then nothing more can be published.</summary>
    public async Task EndAsync(CancellationToken deadline)
    {
        await FlushAllAsync(deadline).ConfigureAwait(false);
        _isEnded = true;
        await _ended.CancelAsync().ConfigureAwait(false);
        foreach (var output in _outputs.Values)
            output.End(new ObjectDisposedException(nameof(PushOutputs)));
        _outputs.Clear();
        await context.EndUnusedLinksAsync().ConfigureAwait(false);
    }

    /// <summary>Ends what nobody needs, and asks for acknowledgements that may be lost.</summary>
    public void Tend()
    {
        _ = context.EndUnusedLinksAsync();
        foreach (var link in context.Links())
            link.AskPending();
        if (_lookedForIdleAt is { } before && context.Clock.GetElapsedTime(before) < IdleLook)
            return;
        _lookedForIdleAt = context.Clock.GetTimestamp();
        foreach (var (stream, output) in _outputs)
        {
            if (!output.TryEndIdle(IdleLimit))
                continue;
            _outputs.TryRemove(new(stream, output));
            context.Registrar.EndProducing(stream);
        }
    }
}
