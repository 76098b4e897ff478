using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

public sealed class ShadowTests
{
    private readonly CircuitRig _rig = new(CircuitRig.Usual with { IsShadow = true });

    [Fact]
    public void Open_InShadow_LetsEverybodyThroughAndSaysWhatItWouldDo()
    {
        _rig.Trip();

        Assert.True(_rig.Breaker.IsUsable);
        Assert.False(_rig.Enter().IsProbe);
        Assert.Equal(CircuitPhase.Open, _rig.Breaker.State.Phase);
        Assert.Equal("Information 7001 p: in shadow mode: let through, else refused: the circuit is open: it broke; 0 more since the last line.", _rig.Log.Lines[^1]);
    }

    [Fact]
    public void Log_InShadow_HasALineEveryTenSeconds()
    {
        _rig.Trip();
        for (var i = 0; i < 100; i++, _rig.Pass(0.1))
            _rig.Enter();
        Assert.Single(_rig.Log.Lines, line => line.Contains("7001", StringComparison.Ordinal));

        _rig.Enter();
        _rig.Enter();

        Assert.EndsWith("; 99 more since the last line.", _rig.Log.Lines[^1], StringComparison.Ordinal);
        _rig.Pass(10);
        _rig.Enter();
        Assert.EndsWith("; 1 more since the last line.", _rig.Log.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void HalfOpen_InShadow_IsDecidedByTheProbeOnly()
    {
        _rig.Trip();
        _rig.Pass(30);
        var (probe, other) = (_rig.Enter(), _rig.Enter());

        other.Succeeded();
        other.Failed("not a probe");
        Assert.Equal(CircuitPhase.HalfOpen, _rig.Breaker.State.Phase);
        probe.Succeeded();

        Assert.Equal(CircuitPhase.Closed, _rig.Breaker.State.Phase);
    }

    /// <summary>One who was let through during the break would have waited and then been the probe.</summary>
    [Theory]
    [InlineData(true, CircuitPhase.Closed)]
    [InlineData(false, CircuitPhase.Open)]
    public void Report_AfterTheBreak_OfOneFromWithin_IsAProbes(bool works, CircuitPhase expected)
    {
        _rig.Trip();
        var permit = _rig.Enter();
        permit.Succeeded();
        Assert.Equal(CircuitPhase.Open, _rig.Breaker.State.Phase);
        _rig.Pass(30);

        if (works)
            permit.Succeeded();
        else
            permit.Failed("again");

        Assert.Equal(expected, _rig.Breaker.State.Phase);
        Assert.Equal(works ? 1 : 2, _rig.Breaker.State.Trips);
    }

    [Fact]
    public void Abandon_InShadow_AsksForNothing()
    {
        _rig.Trip();
        var permit = _rig.Enter();
        _rig.Pass(30);

        permit.Abandon();

        Assert.Equal(CircuitPhase.Open, _rig.Breaker.State.Phase);
    }

    [Fact]
    public void Isolated_InShadow_LetsNobodyThrough()
    {
        var before = _rig.Enter();

        _rig.Breaker.Isolate("maintenance");

        Assert.False(_rig.Breaker.IsUsable);
        Assert.Null(_rig.Breaker.TryEnter().Permit);
        before.Succeeded();
        Assert.Equal(CircuitPhase.Isolated, _rig.Breaker.State.Phase);
    }
}
