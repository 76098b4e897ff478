using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

/// <summary>The whole table of phase and event, with its guards; the notation is <see cref="CircuitText"/>'s.</summary>
public sealed class CircuitMachineTests
{
    private static readonly CircuitOptions Options = new()
    {
        FailureThreshold = 3,
        Break = TimeSpan.FromSeconds(30),
        MaxBreak = TimeSpan.FromSeconds(100),
        ProbeTimeout = TimeSpan.FromSeconds(20),
        HealthyAfter = TimeSpan.FromSeconds(60),
    };

    private const string Same = "same";

    public static TheoryData<string, string, string> Table() => new()
    {
        // closed
        { "closed g5", "enter", "closed g5; in 5/0" },
        { "closed g5 f2 t1 h-10 r=old", "enter", "closed g5 f2 t1 h-10 r=old; in 5/0" },
        { "closed g5", "ok 5/0", "closed g5 h0" },
        { "closed g5 f2 r=old", "ok 5/0", "closed g5 f2 h0 r=old" },
        { "closed g5 f2 h-10 r=old", "ok 5/0", Same },
        { "closed g5", "ok 4/0", Same },
        { "closed g5", "ok 6/0", Same },
        { "closed g5 f1 h-10 r=old", "fail 5/0 new", "closed g5 f2 r=new" },
        { "closed g5 f2 t1", "fail 5/0 new", "open g6 f3 t2 u60 c0 r=new" },
        { "closed g5 f2", "fail 5/0 new", "open g6 f3 t1 u30 c0 r=new" },
        { "closed g5 f9", "fail 5/0 new", "open g6 f10 t1 u30 c0 r=new" },
        { "closed g5", "terminal 5/0 new", "open g6 f1 t1 u30 c0 r=new" },
        { "closed g5 f2", "fail 4/0 new", Same },
        { "closed g5 f2", "terminal 4/0 new", Same },
        { "closed g5 f2 t2", "fail 5/0 new", "open g6 f3 t3 u90 c0 r=new" },
        { "closed g5 f2 t3", "fail 5/0 new", "open g6 f3 t4 u100 c0 r=new" },
        { "closed g5 f2147483647 t2147483647", "fail 5/0 new", "open g6 f2147483647 t2147483647 u100 c0 r=new" },

        // closed, healthy for a while: failures are forgotten after 60 s, a trip after each further 60 s
        { "closed g5 f2 t2 h-59 r=old", "fail 5/0 new", "open g6 f3 t3 u90 c0 r=new" },
        { "closed g5 f2 t2 h-60 r=old", "fail 5/0 new", "closed g5 f1 t2 r=new" },
        { "closed g5 f2 t2 h-119 r=old", "fail 5/0 new", "closed g5 f1 t2 r=new" },
        { "closed g5 f2 t2 h-120 r=old", "fail 5/0 new", "closed g5 f1 t1 r=new" },
        { "closed g5 f2 t2 h-180", "fail 5/0 new", "closed g5 f1 r=new" },
        { "closed g5 f2 t2 h-99999999", "terminal 5/0 new", "open g6 f1 t1 u30 c0 r=new" },
        { "closed g5 f2 t2 h50", "fail 5/0 new", "open g6 f3 t3 u90 c0 r=new" },

        { "closed g5 f1", "abandon 5/0", Same },
        { "closed g5 f1", "abandon 4/0", Same },
        { "closed g5 f1 t1 h-5", "isolate why", "isolated g6 f1 t1 c0 r=why" },
        { "closed g5 f1 t2 h-120", "isolate why", "isolated g6 t1 c0 r=why" },
        { "closed g5 f1", "release", Same },

        // open
        { "open g5 f3 t1 u10 r=x", "enter", "open g5 f3 t1 u10 r=x; at 10" },
        { "open g5 f3 t1 u1 r=x", "enter", "open g5 f3 t1 u1 r=x; at 1" },
        { "open g5 f3 t1 u0 r=x", "enter", "halfopen g6 f3 t1 p1 u20 c0 r=x; in 6/1" },
        { "open g5 f3 t1 u-1 r=x", "enter", "halfopen g6 f3 t1 p1 u20 c0 r=x; in 6/1" },
        { "open g5 f3 t1 r=x", "enter", "halfopen g6 f3 t1 p1 u20 c0 r=x; in 6/1" },
        { "open g5 u100", "enter", "open g5 u100; at 100" },
        { "open g5 u5000", "enter", "open g5 u100; at 100" },
        { "open g5 u10", "ok 5/0", Same },
        { "open g5 u-10", "ok 5/1", Same },
        { "open g5 u10", "ok 4/0", Same },
        { "open g5 u10", "fail 5/0 x", Same },
        { "open g5 u10", "fail 4/1 x", Same },
        { "open g5 u10", "terminal 4/0 x", Same },
        { "open g5 u10", "abandon 5/1", Same },
        { "open g5 f3 t1 u10 r=x", "isolate why", "isolated g6 f3 t1 c0 r=why" },
        { "open g5 f3 t1 u10 r=x", "release", "halfopen g6 f3 t1 c0 r=x" },

        // half-open
        { "halfopen g5 t1 r=x", "enter", "halfopen g5 t1 p1 u20 r=x; in 5/1" },
        { "halfopen g5 p1 r=x", "enter", "halfopen g5 p2 u20 r=x; in 5/2" },
        { "halfopen g5 p1 u1", "enter", "halfopen g5 p1 u1; at 1" },
        { "halfopen g5 p1 u20", "enter", "halfopen g5 p1 u20; at 20" },
        { "halfopen g5 p1 u0", "enter", "halfopen g5 p2 u20; in 5/2" },
        { "halfopen g5 p1 u-9", "enter", "halfopen g5 p2 u20; in 5/2" },
        { "halfopen g5 p1 u5000", "enter", "halfopen g5 p1 u20; at 20" },
        { "halfopen g5 f3 t2 p1 u9 r=x", "ok 5/1", "closed g6 t2 h0 c0; in 6/0" },
        { "halfopen g5 f3 t2 p2 u9 r=x", "ok 5/1", "closed g6 t2 h0 c0; in 6/0" },
        { "halfopen g5 f3 t2 p1 u-9 r=x", "ok 5/1", "closed g6 t2 h0 c0; in 6/0" },
        { "halfopen g5 f3 t2 p1 u9 r=x", "ok 5/0", Same },
        { "halfopen g5 f3 t2 p1 u9 r=x", "ok 4/1", Same },
        { "halfopen g5 f3 t2 p1 u9 r=x", "ok 3/0", Same },
        { "halfopen g5 f3 t1 p1 u9 r=x", "fail 5/1 new", "open g6 f3 t2 u60 c0 r=new" },
        { "halfopen g5 f3 t1 p1 u9 r=x", "terminal 5/1 new", "open g6 f3 t2 u60 c0 r=new" },
        { "halfopen g5 f3 t1 p1 u-9 r=x", "fail 5/1 new", "open g6 f3 t2 u60 c0 r=new" },
        { "halfopen g5 t1 p2 u9", "fail 5/1 new", Same },
        { "halfopen g5 t1 p1 u9", "fail 5/0 new", Same },
        { "halfopen g5 t1 u9", "fail 5/0 new", Same },
        { "halfopen g5 t1 p1 u9", "fail 4/1 new", Same },
        { "halfopen g5 t1 p1", "fail 5/1 new", Same },
        { "halfopen g5 t1 p1 u9", "abandon 5/1", "halfopen g5 t1 p1" },
        { "halfopen g5 t1 p1 u-9", "abandon 5/1", "halfopen g5 t1 p1" },
        { "halfopen g5 t1 p2 u9", "abandon 5/1", Same },
        { "halfopen g5 t1 p1 u9", "abandon 4/1", Same },
        { "halfopen g5 t1 u9", "abandon 5/0", Same },
        { "halfopen g5 f3 t1 p1 u9", "isolate why", "isolated g6 f3 t1 c0 r=why" },
        { "halfopen g5 t1 p1 u9", "release", Same },
        { "halfopen g5 t1", "release", Same },

        // isolated
        { "isolated g5 r=x", "enter", Same },
        { "isolated g5 r=x", "ok 5/0", Same },
        { "isolated g5 r=x", "ok 4/1", Same },
        { "isolated g5 r=x", "fail 5/0 y", Same },
        { "isolated g5 r=x", "terminal 4/1 y", Same },
        { "isolated g5 r=x", "abandon 4/1", Same },
        { "isolated g5 f1 t2 r=x", "isolate y", "isolated g5 f1 t2 r=y" },
        { "isolated g5 f1 t2 r=x", "release", "halfopen g6 f1 t2 c0 r=x" },

        // whatever it was, restored
        { "closed", "restore closed g7 f2 t1 h-500 r=x", "closed g7 f2 t1 r=x" },
        { "closed", "restore closed g7 f-2 t-1", "closed g7" },
        { "closed g1", "restore open g7 f3 t1 u200 r=x", "open g7 f3 t1 u100 r=x" },
        { "closed g1", "restore open g7 f3 t1 u100 r=x", "open g7 f3 t1 u100 r=x" },
        { "closed g1", "restore open g7 f3 t1 u40 r=x", "open g7 f3 t1 u40 r=x" },
        { "closed g1", "restore open g7 u-40", "open g7 u-40" },
        { "closed g1", "restore halfopen g7 t1 p3 u9", "halfopen g7 t1 p3" },
        { "closed g1", "restore isolated g7 r=x", "isolated g7 r=x" },
        { "open g8 u9", "restore closed g7", "closed g9" },
        { "halfopen g7 p1 u9", "restore open g7 u10", "open g8 u10" },
        { "isolated g2", "restore closed g7", "closed g7" },
        { "closed g6", "restore isolated g7", "isolated g7" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Event_InAPhase_HasOneOutcome(string before, string happened, string after)
    {
        var step = CircuitMachine.Next(CircuitText.State(before), CircuitText.Event(happened), Options, CircuitText.Start);

        Assert.Equal(after == Same ? CircuitText.Show(CircuitText.State(before)) : after, CircuitText.Show(step));
    }

    [Fact]
    public void Table_HasEveryPhaseWithEveryEvent()
    {
        var rows = Table().Select(row => (CircuitText.State((string)row[0]).Phase, CircuitText.Event((string)row[1]).Kind)).ToHashSet();

        foreach (var phase in Enum.GetValues<CircuitPhase>())
            Assert.All(Enum.GetValues<CircuitEventKind>(), kind => Assert.Contains((phase, kind), rows));
    }

    [Fact]
    public void Phase_ThatIsUnknown_IsRefused() => Assert.ThrowsAny<Exception>(
        () => CircuitMachine.Next(new CircuitState { Phase = (CircuitPhase)9 }, CircuitEvent.Enter(), Options, CircuitText.Start));

    [Theory]
    [InlineData(0, 30)]
    [InlineData(0.5, 27)]
    [InlineData(1, 24)]
    [InlineData(7, 24)]
    [InlineData(-7, 30)]
    public void Break_WithJitter_IsShorterByAFifthAtMost(double jitter, double seconds)
    {
        var step = CircuitMachine.Next(CircuitText.State("closed g5 f2"), CircuitText.Event("fail 5/0 x"), Options, CircuitText.Start, jitter);

        Assert.Equal(seconds, (step.State.OpenUntil!.Value - CircuitText.Start).TotalSeconds);
    }

    [Fact]
    public void Break_AtTheCap_IsShortenedByJitterToo()
    {
        var step = CircuitMachine.Next(CircuitText.State("halfopen g5 t9 p1 u9"), CircuitText.Event("fail 5/1 x"), Options, CircuitText.Start, 1);

        Assert.Equal("open g6 t10 u80 c0 r=x", CircuitText.Show(step));
    }

    [Theory]
    [InlineData("closed g5 f2", "fail 5/0 x", "open g6 f3 t1 u200 c0 r=x")]
    [InlineData("closed g5 f2 t5", "fail 5/0 x", "open g6 f3 t6 u200 c0 r=x")]
    [InlineData("closed", "restore open g7 u300", "open g7 u200")]
    public void Break_LongerThanTheCap_IsAsLongAsItSays(string before, string happened, string after)
    {
        var options = Options with { Break = TimeSpan.FromSeconds(200) };

        Assert.Equal(after, CircuitText.Show(CircuitMachine.Next(CircuitText.State(before), CircuitText.Event(happened), options, CircuitText.Start)));
    }

    [Theory]
    [InlineData("closed g5 f2 h-10 r=old", "ok 5/0", "closed g5 h-10")]
    [InlineData("closed g5 f2 r=old", "ok 5/0", "closed g5 h0")]
    [InlineData("closed g5 h-10", "ok 5/0", "closed g5 h-10")]
    [InlineData("closed g5", "ok 5/0", "closed g5 h0")]
    [InlineData("closed g5 f2 r=old", "ok 4/0", "closed g5 f2 r=old")]
    public void Success_WhereItResetsFailures_ForgetsThem(string before, string happened, string after)
    {
        var options = Options with { SuccessResetsFailures = true };

        Assert.Equal(after, CircuitText.Show(CircuitMachine.Next(CircuitText.State(before), CircuitText.Event(happened), options, CircuitText.Start)));
    }

    [Theory]
    [InlineData("closed g5 f2 h-10 r=x", false)]
    [InlineData("closed g5 h-10", true)]
    public void Success_ThatIsOneOfMany_MakesNoNewState(string text, bool resets)
    {
        var state = CircuitText.State(text);
        var options = Options with { SuccessResetsFailures = resets };

        Assert.Same(state, CircuitMachine.Next(state, CircuitText.Event("ok 5/0"), options, CircuitText.Start).State);
    }

    /// <summary>A venue that accepts connections and closes them at once opens the circuit, although each connection delivers something.</summary>
    [Fact]
    public void Flapping_WithASuccessEachTime_Opens()
    {
        var (state, now) = (CircuitState.Initial, CircuitText.Start);
        for (var i = 0; i < Options.FailureThreshold; i++, now += TimeSpan.FromSeconds(59))
        {
            var ticket = new CircuitTicket(state.Generation, 0);
            state = CircuitMachine.Next(state, CircuitEvent.Succeeded(ticket), Options, now).State;
            state = CircuitMachine.Next(state, CircuitEvent.Failed(ticket, "closed"), Options, now).State;
        }

        Assert.Equal(CircuitPhase.Open, state.Phase);
    }

    [Theory]
    [InlineData("closed g5 f2 t3 h-59 r=x", "closed g5 f2 t3 h-59 r=x")]
    [InlineData("closed g5 f2 t3 h-60 r=x", "closed g5 t3 h-60")]
    [InlineData("closed g5 f2 t3 h-120 r=x", "closed g5 t2 h-120")]
    [InlineData("closed g5 f2 t3 h-240 r=x", "closed g5 h-240")]
    [InlineData("closed g5 f2 t3 h-600 r=x", "closed g5 h-600")]
    [InlineData("open g5 f3 t1 u10 r=x", "open g5 f3 t1 u10 r=x")]
    public void Settled_ByTime_IsAsItStands(string before, string after) =>
        Assert.Equal(after, CircuitText.Show(CircuitSettling.Settle(CircuitText.State(before), Options, CircuitText.Start)));
}
