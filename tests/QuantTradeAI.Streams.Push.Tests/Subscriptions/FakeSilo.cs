using System.Collections.Concurrent;
using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

/// <summary>One silo: grains of streams, and the agent that speaks for them. Registrars and agents take it for the cluster.</summary>
internal sealed class FakeSilo
{
    public const string Provider = "push";

    private readonly ConcurrentDictionary<string, FakeSiloGrain> _grains = new();
    private readonly ConcurrentQueue<(Func<bool> Holds, TaskCompletionSource Done)> _waiters = new();
    private readonly IGrainFactory _factory;
    private readonly TimeProvider _clock;
    private FakeAgent _reached = null!;

    public FakeSilo(PushStreamOptions options, TimeProvider clock)
    {
        (Options, _clock) = (options, clock);
        _factory = StubOf<IGrainFactory>.By(() => this);
        Restart();
    }

    public PushStreamOptions Options { get; }

    public IGrainFactory Factory => _factory;

    public SiloAgent Agent { get; private set; } = null!;

    /// <summary>What heartbeats come to.</summary>
    public FakeAgent Reached => _reached;

    /// <summary>It is another process now, and knows nothing.</summary>
    public void Restart()
    {
        if (_reached is not null)
            _reached.IsGone = true;
        _grains.Clear();
        Agent = SiloAgent.Of(_factory, Options, _clock);
    }

    public FakeSiloGrain GrainOf(StreamId stream) => Find(StreamGrainKey.Of(Provider, stream));

    public IStreamGrain GetGrain<T>(string key, string? prefix) => StubOf<IStreamGrain>.By(() => Find(key));

    public T CreateObjectReference<T>(IGrainObserver observer)
        where T : class
    {
        _reached = new FakeAgent((IPushAgent)observer, Called);
        return (T)(object)_reached;
    }

    /// <summary>Ends when it holds after a call.</summary>
    public Task WhenAsync(Func<bool> holds, string what)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.Enqueue((holds, done));
        Called();
        return Patience.For(done.Task, what);
    }

    private void Called()
    {
        foreach (var (holds, done) in _waiters)
        {
            if (holds())
                done.TrySetResult();
        }
    }

    private FakeSiloGrain Find(string key) =>
        _grains.GetOrAdd(key, static (key, self) => new FakeSiloGrain(StreamGrainKey.Parse(key).Stream, key, () => self.Agent, self.Called), this);
}
