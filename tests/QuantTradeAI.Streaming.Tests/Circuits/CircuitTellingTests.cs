using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

public sealed class CircuitTellingTests
{
    private readonly CircuitRig _rig = new();

    [Fact]
    public void Handler_ThatThrows_KeepsNobodyFromBeingTold()
    {
        var told = new List<CircuitPhase>();
        var rig = new CircuitRig();
        rig.Breaker.Changed += _ => throw new InvalidOperationException("broken");
        rig.Breaker.Changed += transition => told.Add(transition.After.Phase);

        rig.Trip();
        rig.Breaker.Release();

        Assert.Equal([CircuitPhase.Open, CircuitPhase.HalfOpen], told);
        Assert.Equal(2, rig.Log.Lines.Count(line => line.StartsWith("Error 7015 p:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Handler_ThatChangesTheCircuit_IsToldThatAfterwards()
    {
        _rig.Breaker.Changed += transition =>
        {
            if (transition.After.Phase == CircuitPhase.Open)
                _rig.Breaker.Release();
        };

        _rig.Trip();

        Assert.Equal(["Closed->Open", "Open->HalfOpen"], _rig.Changes);
    }

    [Fact]
    public void Handler_ThatIsGone_IsToldNothing()
    {
        var told = 0;
        void Count(CircuitTransition transition) => told++;
        _rig.Breaker.Changed += Count;
        _rig.Breaker.Changed -= Count;

        _rig.Trip();

        Assert.Equal(0, told);
    }

    [Fact]
    public async Task Changes_BehindASlowHandler_AreBoundedAndTheNewestIsTold()
    {
        using var holding = new ManualResetEventSlim();
        var isHeld = new TaskCompletionSource();
        var told = new List<CircuitTransition>();
        _rig.Breaker.Changed += transition =>
        {
            told.Add(transition);
            isHeld.TrySetResult();
            holding.Wait();
        };
        var slow = Task.Run(_rig.Trip);
        await isHeld.Task.WaitAsync(CircuitRig.Limit);

        for (var i = 0; i < 200; i++)
        {
            _rig.Breaker.Release();
            _rig.Breaker.Isolate("x");
        }

        holding.Set();
        await slow.WaitAsync(CircuitRig.Limit);

        Assert.Equal(1 + CircuitTeller.MaxWaiting, told.Count);
        Assert.Equal(_rig.Breaker.State, told[^1].After);
        Assert.All(told.Zip(told.Skip(1)), pair => Assert.Equal(pair.First.After.Generation, pair.Second.Before.Generation));
    }

    [Fact]
    public void Transition_HasBothStatesAndWhose()
    {
        var told = new List<CircuitTransition>();
        _rig.Breaker.Changed += told.Add;
        _rig.Enter().Failed("one");
        _rig.Pass(5);
        var before = _rig.Breaker.State;

        _rig.Trip();

        Assert.Equal(new CircuitTransition("p", before, _rig.Breaker.State), Assert.Single(told));
    }
}
