using System.Collections.Concurrent;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>All that this process is subscribed to.</summary>
internal sealed class PushInputs(InputContext context) : IPushReceiver
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StreamId, StreamInput> _byStream = [];
    private readonly ConcurrentDictionary<int, StreamInput> _byChannel = new();
    private int _channels;

    /// <summary>This process' name for the stream, from 1; another one each time that it begins anew.</summary>
    public int Open(StreamId stream)
    {
        lock (_gate)
            return InputOf(stream).Channel;
    }

    /// <summary>Adds a subscription; one of that id that is there already stays. Returns the stream's channel.</summary>
    public int Add(StreamId stream, Guid id, IStreamSink sink)
    {
        lock (_gate)
        {
            var input = InputOf(stream);
            input.Add(id, sink);
            return input.Channel;
        }
    }

    /// <summary>Ends a subscription: no call to it begins after this has returned. The stream's channel goes with the last.</summary>
    public async Task RemoveAsync(StreamId stream, Guid id)
    {
        SinkQueue? queue;
        lock (_gate)
        {
            if (!_byStream.TryGetValue(stream, out var input))
                return;
            queue = input.Remove(id);
            if (input.IsEmpty)
            {
                _byStream.Remove(stream);
                _byChannel.TryRemove(input.Channel, out _);
                input.Dispose();
            }
        }

        if (queue is not null)
            await queue.EndAsync().ConfigureAwait(false);
    }

    public Task<DeliveryReply> DeliverAsync(DeliveryFrame frame)
    {
        List<int>? pending = null;
        List<int>? unknown = null;
        foreach (ref readonly var segment in frame.Segments.AsSpan())
        {
            if (!_byChannel.TryGetValue(segment.Channel, out var input))
                (unknown ??= []).Add(segment.Channel);
            else if (!input.Take(frame.Producer, segment))
                (pending ??= []).Add(segment.Channel);
        }

        return Task.FromResult(pending is null && unknown is null ? DeliveryReply.Taken : new DeliveryReply(pending?.ToArray(), unknown?.ToArray()));
    }

    private StreamInput InputOf(StreamId stream)
    {
        if (_byStream.TryGetValue(stream, out var input))
            return input;
        input = new StreamInput(stream, ++_channels, context);
        _byChannel[input.Channel] = _byStream[stream] = input;
        return input;
    }
}
