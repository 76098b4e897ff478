using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

/// <summary>What Polly's own breaker gets wrong (measured with 8.9.1) and this one must not.</summary>
public sealed class PollyTrapTests
{
    private readonly CircuitRig _rig = new();

    [Fact]
    public void Probe_ThatHangs_IsGivenUpAndTheNextOneGoes()
    {
        var hung = _rig.TripAndProbe();

        _rig.Pass(19.9);
        Assert.Null(_rig.Breaker.TryEnter().Permit);
        _rig.Pass(0.1);
        var next = _rig.Enter();

        Assert.True(next.IsProbe);
        Assert.Contains(_rig.Log.Lines, line => line.StartsWith("Warning 7000 p: a probe told nothing in time", StringComparison.Ordinal));
        hung.Failed("too late");
        Assert.Equal(CircuitPhase.HalfOpen, _rig.Breaker.State.Phase);
        next.Succeeded();
        Assert.Equal(CircuitPhase.Closed, _rig.Breaker.State.Phase);
    }

    [Fact]
    public void Probe_ThatIsCancelled_GivesItsPlaceBackAndDecidesNothing()
    {
        var cancelled = _rig.TripAndProbe();

        cancelled.Abandon();

        Assert.Equal(CircuitPhase.HalfOpen, _rig.Breaker.State.Phase);
        Assert.True(_rig.Enter().IsProbe);
        cancelled.Succeeded();
        Assert.Equal(CircuitPhase.HalfOpen, _rig.Breaker.State.Phase);
    }

    [Fact]
    public void Call_ThatBeganBeforeTheTrip_NeitherClosesNorOpens()
    {
        var (slow, slower) = (_rig.Enter(), _rig.Enter());
        _rig.Trip();

        slow.Succeeded();
        Assert.Equal(CircuitPhase.Open, _rig.Breaker.State.Phase);
        _rig.Pass(30);
        var probe = _rig.Enter();
        slow.Succeeded();
        slower.Failed("late", isTerminal: true);
        Assert.Equal(CircuitPhase.HalfOpen, _rig.Breaker.State.Phase);
        probe.Succeeded();
        slow.Failed("late", isTerminal: true);

        Assert.Equal(CircuitPhase.Closed, _rig.Breaker.State.Phase);
        Assert.Equal(0, _rig.Breaker.State.Failures);
    }
}
