using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

public sealed class CircuitBreakerTests
{
    private readonly CircuitRig _rig = new();

    [Fact]
    public void Closed_LetsEverybodyThrough()
    {
        var admission = _rig.Breaker.TryEnter();

        Assert.NotNull(admission.Permit);
        Assert.False(admission.Permit.IsProbe);
        Assert.Null(admission.RetryAt);
        Assert.Null(admission.Reason);
        Assert.Equal("p", _rig.Breaker.Name);
        Assert.Same(CircuitRig.Usual, _rig.Breaker.Options);
        Assert.True(_rig.Breaker.IsUsable);
    }

    [Fact]
    public void Open_SaysUntilWhenAndWhy()
    {
        _rig.Enter().Failed("one");
        _rig.Enter().Failed("two\nlines");

        var admission = _rig.Breaker.TryEnter();

        Assert.Null(admission.Permit);
        Assert.Equal(CircuitText.Start.AddSeconds(30), admission.RetryAt);
        Assert.Equal("the circuit is open: two\\nlines", admission.Reason);
        Assert.False(_rig.Breaker.IsUsable);
        Assert.Equal(["Closed->Open"], _rig.Changes);
    }

    [Fact]
    public void Break_IsJittered()
    {
        _rig.Jitter = 1;

        _rig.Trip();

        Assert.Equal(CircuitText.Start.AddSeconds(24), _rig.Breaker.State.OpenUntil);
    }

    [Fact]
    public void Chance_IsAskedForFailuresOnly()
    {
        var breaker = new CircuitBreaker("p", CircuitRig.Usual, _rig.Clock, () => throw new InvalidOperationException("asked"));
        var permit = breaker.TryEnter().Permit!;

        permit.Succeeded();

        Assert.Throws<InvalidOperationException>(() => permit.Failed("x"));
    }

    [Fact]
    public void HalfOpen_LetsOneThroughAndTellsOthersWhen()
    {
        var probe = _rig.TripAndProbe();

        var other = _rig.Breaker.TryEnter();

        Assert.True(probe.IsProbe);
        Assert.Equal(CircuitText.Start.AddSeconds(50), other.RetryAt);
        Assert.Equal("a probe is under way, after: it broke", other.Reason);
        Assert.False(_rig.Breaker.IsUsable);
    }

    [Fact]
    public void Probe_ThatClosed_CountsWhenItFailsLater()
    {
        var probe = _rig.TripAndProbe();

        probe.Succeeded();
        Assert.False(probe.IsProbe);
        probe.Succeeded();
        probe.Failed("closed by the venue");

        Assert.Equal((CircuitPhase.Closed, 1), (_rig.Breaker.State.Phase, _rig.Breaker.State.Failures));
        Assert.Equal(["Closed->Open", "Open->HalfOpen", "HalfOpen->Closed"], _rig.Changes);
    }

    [Fact]
    public void Permit_ThatFailedOrWasAbandoned_IsSpent()
    {
        var (failed, abandoned) = (_rig.Enter(), _rig.Enter());

        failed.Failed("once");
        failed.Failed("twice");
        failed.Succeeded();
        abandoned.Abandon();
        abandoned.Failed("after all");

        Assert.Equal(1, _rig.Breaker.State.Failures);
        Assert.Null(_rig.Breaker.State.HealthySince);
    }

    [Fact]
    public void Break_AfterAnother_IsLongerUntilHealthy()
    {
        _rig.TripAndProbe().Failed("still");
        Assert.Equal(CircuitText.Start.AddSeconds(30 + 60), _rig.Breaker.State.OpenUntil);
        _rig.Pass(60);
        _rig.Enter().Succeeded();

        _rig.Pass(119);
        Assert.Equal(2, _rig.Breaker.State.Trips);
        _rig.Pass(1);
        Assert.Equal(1, _rig.Breaker.State.Trips);
        _rig.Pass(60);
        Assert.Equal(0, _rig.Breaker.State.Trips);
    }

    [Fact]
    public void Isolated_LetsNobodyThroughUntilReleased()
    {
        _rig.Breaker.Isolate("maintenance\ntonight");
        var admission = _rig.Breaker.TryEnter();
        _rig.Pass(86_400);

        Assert.Null(_rig.Breaker.TryEnter().Permit);
        Assert.Null(admission.RetryAt);
        Assert.Equal("isolated: maintenance\\ntonight", admission.Reason);
        Assert.False(_rig.Breaker.IsUsable);
        Assert.True(_rig.Breaker.Release());
        Assert.True(_rig.Enter().IsProbe);
    }

    [Fact]
    public void Isolate_Again_ChangesTheReasonOnly()
    {
        _rig.Breaker.Isolate("one");
        var before = _rig.Breaker.State;

        _rig.Breaker.Isolate("two");

        Assert.Equal(before with { Reason = "two" }, _rig.Breaker.State);
        Assert.Equal(["Closed->Isolated"], _rig.Changes);
    }

    [Fact]
    public void Release_SaysWhetherItDidSomething()
    {
        Assert.False(_rig.Breaker.Release());
        _rig.Trip();
        Assert.True(_rig.Breaker.Release());
        Assert.False(_rig.Breaker.Release());
        Assert.True(_rig.Enter().IsProbe);
        Assert.Equal(["Closed->Open", "Open->HalfOpen"], _rig.Changes);
    }

    [Fact]
    public void Transitions_AreLoggedByWeight()
    {
        _rig.TripAndProbe().Succeeded();
        _rig.Breaker.Isolate("maintenance");
        _rig.Breaker.Release();

        Assert.Equal(
            [
                "Warning 7010 p: circuit open until 2026-03-02T09:00:30.0000000+00:00, trip 1 in a row: it broke",
                "Information 7012 p: circuit half-open: a probe finds out whether it works again.",
                "Information 7014 p: circuit closed.",
                "Warning 7011 p: isolated until it is released: maintenance",
                "Information 7013 p: released, was Isolated; the next attempt is a probe.",
            ],
            _rig.Log.Lines);
    }

    [Fact]
    public void Restored_WhileOpen_GoesOnWithWhatRemains()
    {
        var earlier = new CircuitRig();
        earlier.Trip();
        _rig.Pass(10);
        var before = _rig.Enter();

        _rig.Breaker.Restore(CircuitJson.Read(CircuitJson.Write(earlier.Breaker.State)));

        Assert.Equal(CircuitText.Start.AddSeconds(30), _rig.Breaker.TryEnter().RetryAt);
        before.Succeeded();
        Assert.Equal(CircuitPhase.Open, _rig.Breaker.State.Phase);
        _rig.Pass(20);
        Assert.True(_rig.Enter().IsProbe);
        Assert.Null(_rig.Breaker.TryEnter().Permit);
        Assert.Equal(["Closed->Open", "Open->HalfOpen"], _rig.Changes);
    }

    [Fact]
    public void Configured_Anew_KeepsARunningBreak()
    {
        _rig.Trip();

        _rig.Breaker.Configure(CircuitRig.Usual with { FailureThreshold = 1, Break = TimeSpan.FromSeconds(5) });

        Assert.Equal(CircuitText.Start.AddSeconds(30), _rig.Breaker.TryEnter().RetryAt);
        Assert.Equal(1, _rig.Breaker.Options.FailureThreshold);
    }

    public static TheoryData<string, CircuitOptions> Wrong() => new()
    {
        { "FailureThreshold", CircuitRig.Usual with { FailureThreshold = 0 } },
        { "Break", CircuitRig.Usual with { Break = TimeSpan.Zero } },
        { "Break", CircuitRig.Usual with { Break = TimeSpan.FromDays(1) + TimeSpan.FromTicks(1) } },
        { "MaxBreak", CircuitRig.Usual with { MaxBreak = TimeSpan.FromSeconds(-1) } },
        { "ProbeTimeout", CircuitRig.Usual with { ProbeTimeout = TimeSpan.Zero } },
        { "HealthyAfter", CircuitRig.Usual with { HealthyAfter = TimeSpan.Zero } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Option_OutOfRange_IsNamedAndNotTaken(string name, CircuitOptions options)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _rig.Breaker.Configure(options));

        Assert.Equal(name, error.ParamName);
        Assert.True(name == "FailureThreshold" || error.Message.StartsWith("Expected more than nothing and at most a day.", StringComparison.Ordinal));
        Assert.Same(CircuitRig.Usual, _rig.Breaker.Options);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitBreaker("p", options, _rig.Clock, () => 0));
    }

    [Fact]
    public void Option_AtItsLimit_IsTaken()
    {
        var day = CircuitOptions.MaxTime;
        var options = new CircuitOptions { FailureThreshold = 1, Break = day, MaxBreak = day, ProbeTimeout = day, HealthyAfter = day };

        _rig.Breaker.Configure(options);

        Assert.Same(options, _rig.Breaker.Options);
    }

    [Theory]
    [InlineData(30, 300)]
    [InlineData(300, 300)]
    [InlineData(301, 301)]
    public void Options_OfConfiguration_HaveItsValues(int timeout, int most)
    {
        var options = CircuitOptions.Of(new() { FailureThreshold = 7, Timeout = TimeSpan.FromSeconds(timeout), IsShadow = true });

        Assert.Equal(
            new CircuitOptions { FailureThreshold = 7, Break = TimeSpan.FromSeconds(timeout), MaxBreak = TimeSpan.FromSeconds(most), IsShadow = true }, options);
    }

    [Fact]
    public void Options_Usual_AreTheDocumented() =>
        Assert.Equal(
            (5, 30.0, 300.0, 30.0, 60.0, false, false),
            (new CircuitOptions().FailureThreshold, new CircuitOptions().Break.TotalSeconds, new CircuitOptions().MaxBreak.TotalSeconds,
                new CircuitOptions().ProbeTimeout.TotalSeconds, new CircuitOptions().HealthyAfter.TotalSeconds, new CircuitOptions().IsShadow,
                new CircuitOptions().SuccessResetsFailures));
}
