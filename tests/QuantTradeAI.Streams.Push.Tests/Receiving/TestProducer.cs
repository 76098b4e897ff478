using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Tests.Blocks;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

/// <summary>A process that publishes ticks, each with its own number in it.</summary>
internal sealed class TestProducer : IPushSender, IPushReceiver
{
    private readonly ConcurrentDictionary<(int Channel, long Epoch), bool> _begun = new();
    private readonly Channel<Acknowledgement> _acknowledged = Channel.CreateUnbounded<Acknowledgement>();

    public TestProducer() => Address = new ProcessAddress(Guid.NewGuid(), "producer", this, this);

    public ProcessAddress Address { get; }

    public Func<Acknowledgement, Task> OnAcknowledge { get; set; } = _ => Task.CompletedTask;

    public Func<Task> OnAsked { get; set; } = () => Task.CompletedTask;

    /// <summary>A segment that accounts for the numbers behind <paramref name="after"/>, in which these ranges are.</summary>
    public static StreamSegment Segment(int channel, long after, long last, params (long First, int Count)[] blocks)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var (first, count) in blocks)
            BlockFormat.Write(output, first, Codecs.Ticks.Encode(Tick.From(first, count)));
        return new StreamSegment { Channel = channel, Epoch = 1, After = after, Last = last, Blocks = output.WrittenMemory.ToArray(), Lost = (int)(last - after - blocks.Sum(block => block.Count)) };
    }

    /// <summary>All numbers behind <paramref name="after"/>, in one block.</summary>
    public static StreamSegment Whole(int channel, long after, long last) =>
        last > after ? Segment(channel, after, last, (after + 1, (int)(last - after))) : Segment(channel, after, last);

    /// <summary>Single items with keys.</summary>
    public static StreamSegment Keyed(int channel, long after, params int[] keys)
    {
        var output = new ArrayBufferWriter<byte>();
        for (var i = 0; i < keys.Length; i++)
            BlockFormat.Write(output, after + 1 + i, Codecs.Ticks.Encode(Tick.From(after + 1 + i, 1), keys[i]));
        return new StreamSegment { Channel = channel, Epoch = 1, After = after, Last = after + keys.Length, Blocks = output.WrittenMemory.ToArray() };
    }

    /// <summary>A frame; what it holds of a stream and epoch first is said to be that.</summary>
    public DeliveryFrame Frame(params StreamSegment[] segments) =>
        new(Address, [.. segments.Select(segment => segment with { IsFirst = segment.IsFirst || _begun.TryAdd((segment.Channel, segment.Epoch), true) })]);

    /// <summary>The first of this stream and epoch is still on its way.</summary>
    public void NoteBegun(int channel, long epoch) => _begun[(channel, epoch)] = true;

    public async Task<Acknowledgement> AcknowledgedAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            return await _acknowledged.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("Waited 20 s in vain for an acknowledgement");
        }
    }

    public bool WasAcknowledged => _acknowledged.Reader.Count > 0;

    public Task AcknowledgeAsync(Acknowledgement acknowledgement)
    {
        _acknowledged.Writer.TryWrite(acknowledgement);
        return OnAcknowledge(acknowledgement);
    }

    public Task IsThereAsync() => OnAsked();

    public Task MovedAsync(StreamId stream) => throw new NotSupportedException();

    public Task<bool> RouteAsync(RouteChange change) => throw new NotSupportedException();

    public Task<DeliveryReply> DeliverAsync(DeliveryFrame frame) => throw new NotSupportedException();
}
