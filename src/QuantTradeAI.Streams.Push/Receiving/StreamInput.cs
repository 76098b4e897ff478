using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>One stream in this process: puts what comes in order, and hands it to each subscription.</summary>
internal sealed class StreamInput : IDisposable
{
    private const int MaxPositions = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<(Guid Process, long Epoch), ProducerPosition> _positions = [];
    private readonly Dictionary<Guid, PendingProducer> _pending = [];
    private readonly InputContext _context;
    private readonly ITimer _patience;
    private SinkQueue[] _queues = [];

    public StreamInput(StreamId stream, int channel, InputContext context)
    {
        (Stream, Channel, _context) = (stream, channel, context);
        _patience = context.Clock.CreateTimer(static input => ((StreamInput)input!).GiveUp(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public StreamId Stream { get; }

    public int Channel { get; }

    public bool IsEmpty => _queues.Length == 0;

    public void Add(Guid id, IStreamSink sink)
    {
        lock (_gate)
        {
            if (Array.Exists(_queues, queue => queue.Id == id))
                return;
            _queues = [.. _queues, new SinkQueue(id, sink, _context, _context.Options.Of(Stream), NoteRoom)];
        }

        _context.Meters.Subscribers(1);
    }

    /// <summary>Takes a subscription off; null when there is none of that id.</summary>
    public SinkQueue? Remove(Guid id)
    {
        SinkQueue? queue;
        lock (_gate)
        {
            queue = Array.Find(_queues, queue => queue.Id == id);
            if (queue is null)
                return null;
            _queues = [.. _queues.Where(other => other != queue)];
        }

        _context.Meters.Subscribers(-1);
        NoteRoom();
        return queue;
    }

    /// <summary>False when the producer has to wait for an acknowledgement.</summary>
    public bool Take(ProcessAddress producer, in StreamSegment segment)
    {
        bool mayGoOn;
        lock (_gate)
        {
            var position = PositionOf(producer.Id, segment.Epoch);
            var taken = new List<ReceivedBlock>();
            position.Take(segment, taken);
            Hand(taken);
            if (position.Early > 0)
                _patience.Change(_context.Options.SendTimeout * 2, Timeout.InfiniteTimeSpan);
            mayGoOn = !IsFull() && !IsCrowded(position);
            if (!mayGoOn)
                NotePending(producer, segment);
        }

        if (mayGoOn)
            NoteRoom();
        return mayGoOn;
    }

    public void Dispose() => _patience.Dispose();

    private void NoteRoom()
    {
        PendingProducer[] free;
        lock (_gate)
        {
            if (_pending.Count == 0 || IsFull())
                return;
            free = [.. _pending.Values.Where(pending => !IsCrowded(PositionOf(pending.Producer.Id, pending.Epoch)))];
            foreach (var pending in free)
                _pending.Remove(pending.Producer.Id);
        }

        // One-way: one that is lost is asked for by the producer.
        foreach (var (producer, epoch, last) in free)
            _ = producer.Sender.AcknowledgeAsync(new Acknowledgement(_context.Process, [new AcknowledgedChannel(Channel, epoch, last)]));
    }

    /// <summary>Frames overtake each other: what is acknowledged is the furthest.</summary>
    private void NotePending(ProcessAddress producer, in StreamSegment segment)
    {
        if (!_pending.TryGetValue(producer.Id, out var pending) || (pending.Epoch, pending.Last).CompareTo((segment.Epoch, segment.Last)) < 0)
            _pending[producer.Id] = new PendingProducer(producer, segment.Epoch, segment.Last);
    }

    /// <summary>Whether so much waits for a frame that was overtaken that no more should come.</summary>
    private bool IsCrowded(ProducerPosition position) => position.Early >= _context.Options.Window;

    private bool IsFull()
    {
        foreach (var queue in _queues)
        {
            if (queue.IsFull)
                return true;
        }

        return false;
    }

    private void Hand(List<ReceivedBlock> taken)
    {
        if (taken.Count == 0)
            return;
        foreach (var queue in _queues)
            queue.Add(taken);
    }

    private ProducerPosition PositionOf(Guid process, long epoch)
    {
        if (_positions.TryGetValue((process, epoch), out var position))
            return position;
        if (_positions.Count == MaxPositions)
            _positions.Remove(_positions.Keys.MinBy(key => key.Epoch));
        return _positions[(process, epoch)] = new ProducerPosition();
    }

    private void GiveUp()
    {
        lock (_gate)
        {
            var taken = new List<ReceivedBlock>();
            foreach (var position in _positions.Values)
                position.GiveUp(taken);
            Hand(taken);
            if (_positions.Values.Any(position => position.Early > 0))
                _patience.Change(_context.Options.SendTimeout * 2, Timeout.InfiniteTimeSpan);
        }

        NoteRoom();
    }

    private sealed record PendingProducer(ProcessAddress Producer, long Epoch, long Last);
}
