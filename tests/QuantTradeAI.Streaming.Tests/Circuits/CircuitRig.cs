using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Circuits;

namespace QuantTradeAI.Streaming.Tests.Circuits;

/// <summary>A circuit of <c>p</c> that opens at the second failure for 30 s, with a hand-cranked clock.</summary>
internal sealed class CircuitRig
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static readonly CircuitOptions Usual = new()
    {
        FailureThreshold = 2,
        Break = TimeSpan.FromSeconds(30),
        ProbeTimeout = TimeSpan.FromSeconds(20),
        HealthyAfter = TimeSpan.FromSeconds(60),
    };

    public CircuitRig(CircuitOptions? options = null)
    {
        Breaker = new CircuitBreaker("p", options ?? Usual, Clock, () => Jitter, Log);
        Breaker.Changed += transition => Changes.Add($"{transition.Before.Phase}->{transition.After.Phase}");
    }

    public FakeTimeProvider Clock { get; } = new(CircuitText.Start);

    public KeptLog Log { get; } = new();

    public double Jitter { get; set; }

    public CircuitBreaker Breaker { get; }

    public List<string> Changes { get; } = [];

    public CircuitPermit Enter() => Breaker.TryEnter().Permit ?? throw new InvalidOperationException("Refused");

    public void Trip() => Enter().Failed("it broke", isTerminal: true);

    public void Pass(double seconds) => Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>The permit of the probe after a break.</summary>
    public CircuitPermit TripAndProbe()
    {
        Trip();
        Pass(30);
        return Enter();
    }
}
