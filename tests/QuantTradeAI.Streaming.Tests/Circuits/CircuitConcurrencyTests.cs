namespace QuantTradeAI.Streaming.Tests.Circuits;

public sealed class CircuitConcurrencyTests
{
    private const int Threads = 8;

    private readonly CircuitRig _rig = new();

    [Fact]
    public async Task AfterTheBreak_OfMany_ExactlyOneIsTheProbe()
    {
        for (var round = 0; round < 50; round++)
        {
            _rig.Breaker.Isolate("again");
            _rig.Breaker.Release();

            var admissions = await AtOnce(_ => _rig.Breaker.TryEnter());

            Assert.Single(admissions, admission => admission.Permit is { IsProbe: true });
            Assert.Equal(Threads - 1, admissions.Count(admission => admission.Permit is null));
        }
    }

    [Fact]
    public async Task Failures_OfManyThreads_AreAllCounted()
    {
        var rig = new CircuitRig(CircuitRig.Usual with { FailureThreshold = 1_000_000 });

        await AtOnce(_ =>
        {
            for (var i = 0; i < 1000; i++)
                rig.Enter().Failed("x");
            return 0;
        });

        Assert.Equal(Threads * 1000, rig.Breaker.State.Failures);
    }

    [Fact]
    public async Task Permit_ReportedByManyThreads_FailsOnce()
    {
        var rig = new CircuitRig(CircuitRig.Usual with { FailureThreshold = 1_000_000 });
        var permit = rig.Enter();

        await AtOnce(_ =>
        {
            permit.Failed("x");
            return 0;
        });

        Assert.Equal(1, rig.Breaker.State.Failures);
    }

    [Fact]
    public async Task Waiters_WithCancellationsAndChanges_AllEndAndTransitionsAreInOrder()
    {
        using var cancelling = new CancellationTokenSource();
        _rig.Trip();
        var waiting = Enumerable.Range(0, 400).Select(i => _rig.Breaker.EnterAsync(i % 2 == 0 ? cancelling.Token : default).AsTask()).ToList();

        await AtOnce(thread =>
        {
            if (thread == 0)
                cancelling.Cancel();
            for (var i = 0; i < 100; i++)
            {
                _rig.Breaker.Isolate("x");
                _rig.Breaker.Release();
                _rig.Breaker.TryEnter().Permit?.Abandon();
            }

            return 0;
        });
        for (var next = 1; next < waiting.Count; next += 2)
            (await waiting[next].WaitAsync(CircuitRig.Limit)).Abandon();

        Assert.All(waiting, task => Assert.True(task.IsCompleted));
        Assert.All(_rig.Changes.Zip(_rig.Changes.Skip(1)), pair => Assert.Equal(pair.First.Split("->")[1], pair.Second.Split("->")[0]));
    }

    private static Task<T[]> AtOnce<T>(Func<int, T> act)
    {
        var start = new TaskCompletionSource();
        var threads = Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            await start.Task;
            return act(thread);
        })).ToList();
        start.SetResult();
        return Task.WhenAll(threads).WaitAsync(CircuitRig.Limit);
    }
}
