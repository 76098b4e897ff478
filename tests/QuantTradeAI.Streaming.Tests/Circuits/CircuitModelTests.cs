using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

/// <summary>Random events and a random clock: the breaker and the oracle say the same at every step.</summary>
public sealed class CircuitModelTests
{
    private const int Steps = 10_000;

    private static readonly CircuitOptions Options = new()
    {
        FailureThreshold = 3,
        Break = TimeSpan.FromSeconds(30),
        MaxBreak = TimeSpan.FromSeconds(100),
        ProbeTimeout = TimeSpan.FromSeconds(20),
        HealthyAfter = TimeSpan.FromSeconds(60),
    };

    private readonly FakeTimeProvider _clock = new(CircuitText.Start);
    private readonly CircuitOracle _oracle = new(threshold: 3, firstBreak: 30, longest: 100, probeTime: 20, healthyTime: 60);
    private readonly List<(CircuitPermit Real, CircuitOracle.Pass Told)> _through = [];
    private double _jitter;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Breaker_UnderRandomEvents_AgreesWithTheOracle(int seed)
    {
        var random = new Random(seed);
        var breaker = new CircuitBreaker("p", Options, _clock, () => _jitter);
        var phases = new HashSet<CircuitPhase>();
        var most = 0;
        for (var step = 0; step < Steps; step++)
        {
            var what = Act(breaker, random);

            var state = breaker.State;
            var at = $"seed {seed}, step {step}: {what}: {CircuitText.Show(state)}";
            Assert.True(_oracle.Phase == state.Phase, $"{at}; expected {_oracle.Phase}");
            Assert.True(_oracle.Trips == state.Trips, $"{at}; expected {_oracle.Trips} trips");
            Assert.True(state.Phase != CircuitPhase.Closed || _oracle.Failures == state.Failures, $"{at}; expected {_oracle.Failures} failures");
            Assert.True(state.Phase != CircuitPhase.Open || state.OpenUntil == _clock.GetUtcNow().AddSeconds(_oracle.BreakLeft), $"{at}; expected {_oracle.BreakLeft} s");
            Assert.All(_through, pair => Assert.True(pair.Real.IsProbe == _oracle.IsProbe(pair.Told), $"{at}; expected a probe: {_oracle.IsProbe(pair.Told)}"));
            phases.Add(state.Phase);
            most = Math.Max(most, state.Trips);
        }

        Assert.Equal(4, phases.Count);
        Assert.True(most >= 4, $"{most} trips in a row at most: the cap was never reached");
    }

    private string Act(CircuitBreaker breaker, Random random)
    {
        _jitter = random.Next(0, 3) / 2.0;
        switch (random.Next(100))
        {
            case < 35:
                return Pass(random.Next(5) == 0 ? random.Next(200) : random.Next(12));
            case < 62:
                return Enter(breaker);
            case < 64:
                breaker.Isolate("x");
                _oracle.Isolate();
                return "isolate";
            case < 69:
                Assert.Equal(_oracle.Phase is CircuitPhase.Open or CircuitPhase.Isolated, breaker.Release());
                _oracle.Release();
                return "release";
            case < 70:
                breaker.Restore(CircuitJson.Read(CircuitJson.Write(breaker.State)));
                _oracle.Restart();
                return "restore";
            default:
                return _through.Count == 0 ? "nothing" : Report(random);
        }
    }

    private string Pass(int seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        for (var i = 0; i < seconds; i++)
            _oracle.Second();
        return $"{seconds} s";
    }

    private string Enter(CircuitBreaker breaker)
    {
        var (admission, told) = (breaker.TryEnter(), _oracle.Enter());
        Assert.Equal(told is not null, admission.Permit is not null);
        if (told is not null)
            _through.Add((admission.Permit!, told));
        else if (_oracle.Phase != CircuitPhase.Isolated)
            Assert.Equal(_clock.GetUtcNow().AddSeconds(_oracle.RetryIn), admission.RetryAt);
        else
            Assert.Null(admission.RetryAt);
        return "enter";
    }

    private string Report(Random random)
    {
        // The newest more often than older ones, which seldom decide anything.
        var at = random.Next(3) == 0 ? random.Next(_through.Count) : _through.Count - 1;
        var (real, told) = _through[at];
        var kind = random.Next(20);
        if (kind < 9)
        {
            real.Succeeded();
            _oracle.Succeeded(told);
            return "succeeded";
        }

        _through.RemoveAt(at);
        if (kind < 12)
        {
            real.Abandon();
            _oracle.Abandon(told);
            return "abandon";
        }

        real.Failed("x", kind == 12);
        _oracle.Failed(told, kind == 12, _jitter);
        return "failed";
    }
}
