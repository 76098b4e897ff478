using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Telemetry;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>What this process gets, of all streams of one provider. A stream is open from its first subscription to its last.</summary>
internal sealed class PushInputs : IPushReceiver
{
    private static readonly Task<DeliveryReply> Taken = Task.FromResult(DeliveryReply.Taken);

    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<int, StreamInput> _channels = [];
    private readonly Dictionary<StreamId, StreamInput> _streams = [];
    private readonly ReceivingContext _context;
    private readonly ProducerWatch _watch;
    private int _lastChannel;

    /// <param name="process">The id of this process, as its <see cref="ProcessAddress"/> says.</param>
    /// <param name="options">The provider's.</param>
    /// <param name="time">For deadlines, and for the latency.</param>
    /// <param name="meters">The provider's.</param>
    /// <param name="logger">Gets paced lines.</param>
    public PushInputs(Guid process, PushStreamOptions options, TimeProvider time, PushMeters meters, ILogger<PushInputs> logger)
    {
        _context = new ReceivingContext(options, time, meters, logger, new Acknowledger(process, time, meters, logger));
        _watch = new ProducerWatch(process, options, time, LoseProducer);
    }

    /// <summary>Looks after producers until it is ended.</summary>
    public Task WatchAsync(CancellationToken ended) => _watch.LookOnAsync(ended);

    /// <summary>Looks once.</summary>
    public void LookAtProducers() => _watch.Look();

    /// <summary>The channel of a stream, positive, which is opened if it is not.</summary>
    public int Open(StreamId stream)
    {
        lock (_changing)
            return OpenInput(stream).Channel;
    }

    /// <summary>Adds a subscription, and opens the stream if it is not.</summary>
    public SinkQueue Add(StreamId stream, IStreamSink sink)
    {
        lock (_changing)
            return OpenInput(stream).Add(sink);
    }

    /// <summary>
    /// Ends a subscription, see <see cref="SinkQueue.EndAsync"/>. True when it was the stream's last: the stream is closed, its channel unknown from then on, and
    /// the caller has to say so to whoever sends.
    /// </summary>
    public async Task<bool> RemoveAsync(SinkQueue subscription)
    {
        var input = subscription.Input;
        bool isLast;
        lock (_changing)
        {
            isLast = input.Remove(subscription, out var none) && none && Forget(input);
        }

        if (isLast)
            input.Close();
        await subscription.EndAsync();
        return isLast;
    }

    /// <inheritdoc/>
    public Task<DeliveryReply> DeliverAsync(DeliveryFrame frame)
    {
        if (frame.IsLast)
            EndProducer(frame.Producer.Id);
        else
            _watch.NoteFrame(frame.Producer);
        List<int>? pending = null;
        List<int>? unknown = null;
        foreach (ref readonly var segment in frame.Segments.AsSpan())
        {
            if (!_channels.TryGetValue(segment.Channel, out var input))
                (unknown ??= []).Add(segment.Channel);
            else if (input.Take(frame.Producer, segment))
                (pending ??= []).Add(segment.Channel);
        }

        return pending is null && unknown is null ? Taken : Task.FromResult(new DeliveryReply(pending?.ToArray(), unknown?.ToArray()));
    }

    private void EndProducer(Guid producer)
    {
        _watch.Forget(producer);
        foreach (var input in _channels.Values)
            input.EndProducer(producer);
    }

    private void LoseProducer(ProcessAddress producer)
    {
        var streams = 0;
        foreach (var input in _channels.Values)
            streams += input.LoseProducer(producer.Id) ? 1 : 0;
        if (streams > 0)
            _context.Logger.ProducerLost(producer.Name, streams);
    }

    private StreamInput OpenInput(StreamId stream)
    {
        if (_streams.TryGetValue(stream, out var input))
            return input;
        input = new StreamInput(stream, ++_lastChannel, _context);
        _streams.Add(stream, input);
        _channels[input.Channel] = input;
        return input;
    }

    private bool Forget(StreamInput input) => _streams.TryGetValue(input.Stream, out var open) && open == input && _streams.Remove(input.Stream) && _channels.TryRemove(input.Channel, out _);
}
