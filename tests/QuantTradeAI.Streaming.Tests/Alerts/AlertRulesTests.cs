using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Storage;
using QuantTradeAI.Streaming.Tests.Health;

namespace QuantTradeAI.Streaming.Tests.Alerts;

public sealed class AlertRulesTests
{
    private static readonly ThresholdsConfig Thresholds = new() { MaxQueueDepth = 10 };

    [Theory]
    [InlineData(CircuitPhase.Closed, false, "")]
    [InlineData(CircuitPhase.Open, false, "circuit_open/venue-a Warning escalates")]
    [InlineData(CircuitPhase.HalfOpen, false, "circuit_open/venue-a Warning escalates")]
    [InlineData(CircuitPhase.Isolated, false, "circuit_open/venue-a Warning")]
    [InlineData(CircuitPhase.Open, true, "circuit_open/venue-a Warning")]
    [InlineData(CircuitPhase.Isolated, true, "circuit_open/venue-a Warning")]
    public void Of_Circuits_FollowsTheirPhase(CircuitPhase phase, bool isShadow, string expected) =>
        Assert.Equal(expected, Tell(AlertRules.Of(Samples.Report(circuit: phase, isShadow: isShadow), Thresholds)));

    [Fact]
    public void Of_ABreach_IsToldOfItsProvider()
    {
        var finding = Assert.Single(AlertRules.Of(Samples.Report() with { RecentErrors = 4 }, Thresholds));
        Assert.Equal(("errors", "venue-a", 4.0, 3.0), (finding.Rule, finding.Subject, finding.Value, finding.Limit));
        Assert.Equal("4 errors within 60 s; expected fewer than 3 (max_errors)", finding.Message);
    }

    [Fact]
    public void Of_TheGateway_TellsQueuesPanicStorageAndConfiguration()
    {
        Assert.Equal("", Tell(AlertRules.Of(new HealthInputs(), Thresholds)));
        var symbol = new SymbolSourceStatus("BTC-USD", "a", null, 0, IsPanic: true, null, []);
        var group = new FailoverGroupStatus("crypto", true, TimeSpan.Zero, ["a", "b"], [symbol, symbol with { Symbol = "ETH-USD", IsPanic = false }]);
        var inputs = new HealthInputs
        {
            Queues = new QueueHealth(11, TimeSpan.FromSeconds(2), 0, 4),
            Groups = [group, group with { Name = "well", Symbols = [] }],
            Storage = new StorageStatus("providers.db", true, null, "disk full", 1, 0, 1),
            Configuration = new ConfigurationStatus { Version = 1, AppliedAt = default, Problems = ["line 3 is wrong"] },
        };

        var findings = AlertRules.Of(inputs, Thresholds).ToList();

        Assert.Equal(
            "queue_depth/gateway Warning escalates, failover_panic/crypto Error escalates, storage/gateway Warning escalates, configuration/gateway Warning escalates",
            Tell(findings));
        Assert.Contains("BTC-USD", findings[1].Message);
        Assert.DoesNotContain("ETH-USD", findings[1].Message);
        Assert.Contains("disk full", findings[2].Message);
        Assert.Contains("line 3 is wrong", findings[3].Message);
    }

    [Theory]
    [InlineData(ProviderState.Live, CircuitPhase.Closed, false, true)]
    [InlineData(ProviderState.Subscribing, CircuitPhase.Closed, false, true)]
    [InlineData(ProviderState.Reconnecting, CircuitPhase.Closed, false, false)]
    [InlineData(ProviderState.Connecting, CircuitPhase.Closed, false, false)]
    [InlineData(ProviderState.Live, CircuitPhase.Open, false, false)]
    [InlineData(ProviderState.Live, CircuitPhase.Open, true, true)]
    [InlineData(ProviderState.Live, CircuitPhase.Isolated, true, false)]
    public void CanBeRecovered_WhereTheSessionIsAtItAlready_IsFalse(ProviderState state, CircuitPhase phase, bool isShadow, bool expected) =>
        Assert.Equal(expected, AlertRules.CanBeRecovered(Samples.Report(state, circuit: phase, isShadow: isShadow)));

    private static string Tell(IEnumerable<AlertFinding> findings) => string.Join(
        ", ", findings.Select(finding => $"{finding.Rule}/{finding.Subject} {finding.Severity}{(finding.Escalates ? " escalates" : "")}"));
}
