using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

public sealed class CircuitWaitingTests
{
    private readonly CircuitRig _rig = new();

    [Fact]
    public async Task Enter_WhileClosed_DoesNotWait() => Assert.False((await _rig.Breaker.EnterAsync(default)).IsProbe);

    [Fact]
    public async Task Enter_WhileOpen_WaitsUntilTheBreakEnds()
    {
        _rig.Trip();
        var waiting = _rig.Breaker.EnterAsync(default).AsTask();

        _rig.Pass(29.999);
        Assert.False(waiting.IsCompleted);
        _rig.Pass(0.001);

        Assert.True((await waiting.WaitAsync(CircuitRig.Limit)).IsProbe);
        Assert.Equal(["Closed->Open", "Open->HalfOpen"], _rig.Changes);
    }

    [Fact]
    public async Task Enter_AfterTheBreak_IsTheProbeAndTellsSo()
    {
        _rig.Trip();
        _rig.Pass(30);

        Assert.True((await _rig.Breaker.EnterAsync(default)).IsProbe);
        Assert.Equal(["Closed->Open", "Open->HalfOpen"], _rig.Changes);
    }

    [Fact]
    public async Task Enter_OfMany_LetsOneProbeThenAllInOrder()
    {
        _rig.Trip();
        var waiting = Enumerable.Range(0, 1000).Select(_ => _rig.Breaker.EnterAsync(default).AsTask()).ToList();

        _rig.Pass(30);
        var probe = await waiting[0].WaitAsync(CircuitRig.Limit);
        Assert.Equal(1, waiting.Count(task => task.IsCompleted));
        probe.Succeeded();
        var permits = await Task.WhenAll(waiting).WaitAsync(CircuitRig.Limit);

        Assert.All(permits[1..], permit => Assert.False(permit.IsProbe));
    }

    [Fact]
    public async Task Enter_BehindAProbeThatHangs_GoesNext()
    {
        _rig.TripAndProbe();
        var waiting = _rig.Breaker.EnterAsync(default).AsTask();

        _rig.Pass(20);

        Assert.True((await waiting.WaitAsync(CircuitRig.Limit)).IsProbe);
    }

    [Fact]
    public async Task Enter_BehindAProbeThatIsAbandoned_GoesNextAtOnce()
    {
        var probe = _rig.TripAndProbe();
        var waiting = new[] { _rig.Breaker.EnterAsync(default).AsTask(), _rig.Breaker.EnterAsync(default).AsTask() };

        probe.Abandon();

        Assert.True((await waiting[0].WaitAsync(CircuitRig.Limit)).IsProbe);
        Assert.False(waiting[1].IsCompleted);
    }

    [Fact]
    public async Task Enter_BehindAProbeThatFails_WaitsForTheLongerBreak()
    {
        var probe = _rig.TripAndProbe();
        var waiting = _rig.Breaker.EnterAsync(default).AsTask();

        probe.Failed("still");
        _rig.Pass(59.9);
        Assert.False(waiting.IsCompleted);
        _rig.Pass(0.1);

        Assert.True((await waiting.WaitAsync(CircuitRig.Limit)).IsProbe);
    }

    [Fact]
    public async Task Enter_WhileIsolated_WaitsForTheRelease()
    {
        _rig.Trip();
        var waiting = _rig.Breaker.EnterAsync(default).AsTask();

        _rig.Breaker.Isolate("maintenance");
        _rig.Pass(86_400);
        Assert.False(waiting.IsCompleted);
        _rig.Breaker.Release();

        Assert.True((await waiting.WaitAsync(CircuitRig.Limit)).IsProbe);
    }

    [Fact]
    public async Task Enter_ThatIsCancelled_TakesNoPlace()
    {
        _rig.Trip();
        using var cancelling = new CancellationTokenSource();
        var cancelled = _rig.Breaker.EnterAsync(cancelling.Token).AsTask();
        var waiting = _rig.Breaker.EnterAsync(default).AsTask();

        await cancelling.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        _rig.Pass(30);

        Assert.Equal(cancelling.Token, error.CancellationToken);
        Assert.True((await waiting.WaitAsync(CircuitRig.Limit)).IsProbe);
    }

    [Fact]
    public async Task Enter_CancelledBefore_IsCancelledEvenWhileClosed()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _rig.Breaker.EnterAsync(new CancellationToken(canceled: true)).AsTask());
        Assert.Equal(CircuitPhase.Closed, _rig.Breaker.State.Phase);
    }

    [Fact]
    public async Task Enter_WhileOthersWait_WaitsBehindThem()
    {
        var probe = _rig.TripAndProbe();
        var waiting = new[] { _rig.Breaker.EnterAsync(default).AsTask(), _rig.Breaker.EnterAsync(default).AsTask() };

        _rig.Pass(20);

        Assert.True((await waiting[0].WaitAsync(CircuitRig.Limit)).IsProbe);
        Assert.False(waiting[1].IsCompleted);
        probe.Succeeded();
        Assert.False((await waiting[1].WaitAsync(CircuitRig.Limit)).IsProbe);
    }

    [Fact]
    public async Task Configured_AsShadow_LetsWaitersThrough()
    {
        _rig.Trip();
        var waiting = _rig.Breaker.EnterAsync(default).AsTask();

        _rig.Breaker.Configure(CircuitRig.Usual with { IsShadow = true });

        Assert.False((await waiting.WaitAsync(CircuitRig.Limit)).IsProbe);
    }

    [Fact]
    public async Task Restored_AsClosed_LetsWaitersThrough()
    {
        _rig.Trip();
        var waiting = _rig.Breaker.EnterAsync(default).AsTask();

        _rig.Breaker.Restore(CircuitState.Initial);

        Assert.False((await waiting.WaitAsync(CircuitRig.Limit)).IsProbe);
    }

    [Fact]
    public async Task Waiters_WithoutTheTimeBeingWhole_AreNotWokenEarly()
    {
        _rig.Jitter = 0.000_000_123;
        _rig.Trip();
        var until = _rig.Breaker.State.OpenUntil!.Value;
        var waiting = _rig.Breaker.EnterAsync(default).AsTask();

        _rig.Pass(29.999);
        Assert.False(waiting.IsCompleted);
        _rig.Pass(0.001);

        Assert.True((await waiting.WaitAsync(CircuitRig.Limit)).IsProbe);
        Assert.True(_rig.Clock.GetUtcNow() >= until);
    }
}
