using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Producing;

/// <summary>A process that gets frames, and answers them when and how the test says.</summary>
internal sealed class FakeReceiver : IPushReceiver
{
    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<DeliveryReply>> _held = new();
    private readonly List<DeliveryFrame> _frames = [];
    private readonly List<StreamSegment> _begins = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];
    private int _failures;

    /// <summary>Whether frames wait for <see cref="Answer"/>.</summary>
    public bool Holds { get; set; }

    public DeliveryReply Reply { get; set; } = DeliveryReply.Taken;

    public IReadOnlyList<DeliveryFrame> Frames
    {
        get
        {
            lock (_gate)
                return [.. _frames];
        }
    }

    public IEnumerable<StreamSegment> Segments => Frames.SelectMany(frame => frame.Segments);

    /// <summary>What told where a route begins, and nothing else: such frames are not among the others.</summary>
    public IReadOnlyList<StreamSegment> Begins
    {
        get
        {
            lock (_gate)
                return [.. _begins];
        }
    }

    public Task WhenBegunAsync() => Patience.For(_begun.Task, "the begin of a route");

    /// <summary>Whether it was told that nothing more comes: neither are such frames.</summary>
    public bool HadLast { get; private set; }

    public void FailNext(int calls) => _failures = calls;

    public Task<DeliveryReply> DeliverAsync(DeliveryFrame frame)
    {
        lock (_gate)
        {
            HadLast = frame.IsLast;
            if (frame.Segments.All(segment => segment.IsFirst && segment.After == segment.Last))
            {
                _begins.AddRange(frame.Segments);
                if (_begins.Count > 0)
                    _begun.TrySetResult();
                return Task.FromResult(Reply);
            }

            _frames.Add(frame);
            foreach (var (count, reached) in _waiters.ToList())
            {
                if (_frames.Count >= count)
                    reached.TrySetResult();
            }

            if (_failures > 0)
            {
                _failures--;
                throw new TimeoutException("made up");
            }

            if (!Holds)
                return Task.FromResult(Reply);
            var held = new TaskCompletionSource<DeliveryReply>(TaskCreationOptions.RunContinuationsAsynchronously);
            _held.Enqueue(held);
            return held.Task;
        }
    }

    /// <summary>Answers the oldest frame that waits.</summary>
    public void Answer(DeliveryReply? reply = null)
    {
        TaskCompletionSource<DeliveryReply> held;
        lock (_gate)
            held = _held.Dequeue();
        held.SetResult(reply ?? DeliveryReply.Taken);
    }

    public Task WhenFramesAsync(int count)
    {
        lock (_gate)
        {
            if (_frames.Count >= count)
                return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            return reached.Task.WaitAsync(Patience.Limit);
        }
    }
}
