using System.Collections.Immutable;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Health;

public sealed class HealthGradingTests
{
    // By state, one letter for each circuit of Closed, Open, HalfOpen, Isolated: u unknown, h healthy, d degraded, b unhealthy.
    [Theory]
    [InlineData(ProviderState.Disconnected, true, "bbbb", "bbbb")]
    [InlineData(ProviderState.Disconnected, false, "ubbb", "uuub")]
    [InlineData(ProviderState.Idle, true, "ubbb", "uuub")]
    [InlineData(ProviderState.Idle, false, "ubbb", "uuub")]
    [InlineData(ProviderState.Connecting, true, "ubbb", "uuub")]
    [InlineData(ProviderState.Connecting, false, "ubbb", "uuub")]
    [InlineData(ProviderState.Subscribing, true, "dbbb", "dddb")]
    [InlineData(ProviderState.Subscribing, false, "ubbb", "uuub")]
    [InlineData(ProviderState.Live, true, "hbbb", "hddb")]
    [InlineData(ProviderState.Live, false, "ubbb", "uuub")]
    [InlineData(ProviderState.Reconnecting, true, "bbbb", "bbbb")]
    [InlineData(ProviderState.Reconnecting, false, "bbbb", "bbbb")]
    [InlineData(ProviderState.Stopping, true, "bbbb", "bbbb")]
    [InlineData(ProviderState.Stopping, false, "ubbb", "uuub")]
    public void Of_WithoutBreaches_FollowsStateAndCircuit(ProviderState state, bool isWanted, string acting, string inShadow)
    {
        foreach (var isMarketOpen in (bool[])[true, false])
        {
            Assert.Equal(acting, Grades(isShadow: false, isMarketOpen));
            Assert.Equal(inShadow, Grades(isShadow: true, isMarketOpen));
        }

        string Grades(bool isShadow, bool isMarketOpen) => string.Concat(Enum.GetValues<CircuitPhase>().Select(phase =>
        {
            var (grade, reasons) = HealthGrading.Of(Samples.Report(state, isWanted ? 1 : 0, phase, isShadow, isMarketOpen), []);
            Assert.Equal(grade == HealthGrade.Healthy, reasons.Count == 0);
            return grade switch { HealthGrade.Unknown => 'u', HealthGrade.Healthy => 'h', HealthGrade.Degraded => 'd', _ => 'b' };
        }));
    }

    [Theory]
    [InlineData(ProviderState.Live, 1, HealthGrade.Degraded)]
    [InlineData(ProviderState.Live, 0, HealthGrade.Unknown)]
    [InlineData(ProviderState.Subscribing, 1, HealthGrade.Degraded)]
    [InlineData(ProviderState.Reconnecting, 1, HealthGrade.Unhealthy)]
    public void Of_WithABreach_IsDegradedAtBest(ProviderState state, int wanted, HealthGrade expected)
    {
        var (grade, reasons) = HealthGrading.Of(Samples.Report(state, wanted), [new Breach("latency", 2, 1, "too slow")]);
        Assert.Equal(expected, grade);
        Assert.Equal(expected == HealthGrade.Degraded, reasons.Contains("too slow"));
    }

    [Fact]
    public void Of_WithRefusedSubscriptions_IsDegraded()
    {
        var report = Samples.Report();
        report = report with { Connection = report.Connection with { Refused = ImmutableSortedDictionary<string, string>.Empty.Add("trades:X", "unknown") } };
        Assert.Equal(HealthGrade.Degraded, HealthGrading.Of(report, []).Grade);
    }

    [Fact]
    public void Of_ATrippedCircuit_SaysWhy()
    {
        var report = Samples.Report();
        report = report with { Circuit = report.Circuit with { Phase = CircuitPhase.Open, Reason = "connect_timeout" } };
        Assert.Equal(["its circuit is open: connect_timeout"], HealthGrading.Of(report, []).Reasons);
    }
}
