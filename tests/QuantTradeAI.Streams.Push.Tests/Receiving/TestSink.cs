using QuantTradeAI.Streams.Push.Receiving;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

/// <summary>Keeps what it is given, and waits in its calls where it is told to.</summary>
internal sealed class TestSink(string name = "sink") : IStreamSink
{
    private readonly Lock _changing = new();
    private readonly List<ReceivedBlock> _received = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    public string Name => name;

    public Func<IReadOnlyList<ReceivedBlock>, Task> OnTake { get; set; } = _ => Task.CompletedTask;

    public int Calls => Volatile.Read(ref _calls);

    public IReadOnlyList<ReceivedBlock> Received
    {
        get
        {
            lock (_changing)
                return [.. _received];
        }
    }

    /// <summary>What it was given: <c>1-3</c> for items, <c>Overflow 4-9/5</c> for a loss with its count.</summary>
    public string Text => TextOf(Received);

    public static string TextOf(IEnumerable<ReceivedBlock> received) => string.Join(' ', received.Select(block =>
        block.Loss is { } loss ? $"{loss.Reason} {loss.First}-{loss.Last}/{loss.Count}" : $"{block.First}-{block.Last}"));

    public Task TakeAsync(IReadOnlyList<ReceivedBlock> received)
    {
        Interlocked.Increment(ref _calls);
        TaskCompletionSource changed;
        lock (_changing)
        {
            _received.AddRange(received);
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
        return OnTake(received);
    }

    /// <summary>Returns once it was given all up to this number, or told that they are lost.</summary>
    public Task HasAsync(long number) => UntilAsync(() => Received.Any(block => block.Last >= number), $"item {number}");

    public Task HasAsync(long epoch, long number) => UntilAsync(() => Received.Any(block => block.Epoch == epoch && block.Last >= number), $"item {epoch}/{number}");

    public Task CalledAsync(int times) => UntilAsync(() => Calls >= times, $"call {times}");

    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            Task changed;
            lock (_changing)
                changed = _changed.Task;
            if (condition())
                return;
            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{name} waited 20 s in vain for {what}; it has {Text}");
            }
        }
    }
}
