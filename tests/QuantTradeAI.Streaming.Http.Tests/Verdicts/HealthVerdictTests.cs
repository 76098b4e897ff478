using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Http.Verdicts;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Streaming.Http.Tests.Verdicts;

public sealed class HealthVerdictTests
{
    /// <summary>Grades of the two providers; whether they are one group, whether it is in panic; what is said.</summary>
    public static TheoryData<HealthGrade, HealthGrade, bool, bool, string> Table => new()
    {
        { HealthGrade.Healthy, HealthGrade.Healthy, true, false, "healthy" },
        { HealthGrade.Healthy, HealthGrade.Unknown, true, false, "healthy" },
        { HealthGrade.Unknown, HealthGrade.Unknown, false, false, "healthy" },
        { HealthGrade.Healthy, HealthGrade.Degraded, false, false, "degraded" },
        { HealthGrade.Degraded, HealthGrade.Degraded, true, false, "degraded" },
        { HealthGrade.Healthy, HealthGrade.Unhealthy, true, false, "degraded" },
        { HealthGrade.Degraded, HealthGrade.Unhealthy, true, false, "degraded" },
        { HealthGrade.Healthy, HealthGrade.Unhealthy, false, false, "unhealthy" },
        { HealthGrade.Unknown, HealthGrade.Unhealthy, true, false, "unhealthy" },
        { HealthGrade.Unhealthy, HealthGrade.Unhealthy, true, false, "unhealthy" },
        { HealthGrade.Unhealthy, HealthGrade.Unhealthy, false, false, "unhealthy" },
        { HealthGrade.Healthy, HealthGrade.Healthy, true, true, "unhealthy" },
    };

    // A48
    [Theory]
    [MemberData(nameof(Table))]
    public void Of_TwoProviders_SaysHowWellAllOfItIs(HealthGrade alpha, HealthGrade beta, bool isGroup, bool isPanic, string expected)
    {
        var body = HealthVerdict.Of(Status(alpha, beta) with { Groups = isGroup ? [FullStatus.Group(isPanic)] : [] });

        Assert.Equal(expected, body.Status);
        Assert.Equal(expected != "unhealthy", HealthVerdict.IsUsable(body));
        Assert.Equal(expected == "healthy", body.Reasons.Count == 0);
    }

    [Theory]
    [InlineData(GatewayPhase.Created)]
    [InlineData(GatewayPhase.Stopping)]
    [InlineData(GatewayPhase.Stopped)]
    public void Of_WhatDoesNotRun_IsUnhealthy(GatewayPhase phase) =>
        Assert.Equal("unhealthy", HealthVerdict.Of(Status(HealthGrade.Healthy, HealthGrade.Healthy) with { Phase = phase }).Status);

    [Fact]
    public void Of_AProviderThatAnOperatorIsolated_IsDegraded()
    {
        var status = Status(HealthGrade.Healthy, HealthGrade.Unhealthy);

        var body = HealthVerdict.Of(status with { Health = status.Health.SetItem(1, status.Health[1] with { Circuit = CircuitState.Initial with { Phase = CircuitPhase.Isolated } }) });

        Assert.Equal("degraded", body.Status);
    }

    [Fact]
    public void Of_AStandInThatHasNotAllItsSymbols_IsUnhealthy()
    {
        var status = Status(HealthGrade.Healthy, HealthGrade.Unhealthy) with { Groups = [FullStatus.Group(isPanic: false)] };
        var own = status.Streams[0] with { Stream = new StreamKey(Symbol.Of("SOL-USD")), Source = ProviderId.Of("beta") };

        Assert.Equal("unhealthy", HealthVerdict.Of(status with { Streams = status.Streams.Add(own) }).Status);
    }

    [Fact]
    public void Of_AReasonThatEndsWithAFullStop_GoesOnWithoutIt()
    {
        var status = Status(HealthGrade.Healthy, HealthGrade.Unhealthy) with { Groups = [FullStatus.Group(isPanic: false)] };

        var body = HealthVerdict.Of(status with { Health = status.Health.SetItem(1, status.Health[1] with { Reasons = ["it answered 404."] }) });

        Assert.Equal(["beta: it answered 404; others stand in"], body.Reasons);
    }

    /// <summary>Nobody measures while monitoring is off; a dead provider is one all the same.</summary>
    [Theory]
    [InlineData(ProviderState.Live, 2, "healthy")]
    [InlineData(ProviderState.Idle, 0, "healthy")]
    [InlineData(ProviderState.Connecting, 2, "degraded")]
    [InlineData(ProviderState.Subscribing, 2, "degraded")]
    [InlineData(ProviderState.Reconnecting, 2, "unhealthy")]
    [InlineData(ProviderState.Disconnected, 2, "unhealthy")]
    [InlineData(ProviderState.Disconnected, 0, "healthy")]
    public void Of_WhatWasNotMeasured_GoesByItsSession(ProviderState state, int wanted, string expected)
    {
        var status = Status(HealthGrade.Healthy, HealthGrade.Healthy) with { Health = [], Providers = [FullStatus.Session("alpha", state) with { Wanted = wanted }] };

        Assert.Equal(expected, HealthVerdict.Of(status).Status);
    }

    [Fact]
    public void Of_PanicForSomeSymbols_IsDegraded()
    {
        var panic = FullStatus.Group(isPanic: true);

        var body = HealthVerdict.Of(Status(HealthGrade.Healthy, HealthGrade.Healthy) with
        {
            Groups = [panic with { Symbols = [.. panic.Symbols, .. FullStatus.Group(isPanic: false).Symbols] }],
        });

        Assert.Equal("degraded", body.Status);
        Assert.Equal(["group dollars: no provider is well for BTC-USD"], body.Reasons);
    }

    [Fact]
    public void Of_WhatIsAroundProviders_IsDegraded()
    {
        var well = Status(HealthGrade.Healthy, HealthGrade.Healthy);
        var full = FullStatus.Create();

        Assert.Equal(["states of providers cannot be written to /data/state.db"], HealthVerdict.Of(well with { Storage = full.Storage }).Reasons);
        Assert.Equal(["alert circuit_open of beta: the circuit is open"], HealthVerdict.Of(well with { Alerts = full.Alerts }).Reasons);
        Assert.Equal(
            ["the newest configuration has problems and is not in use"],
            HealthVerdict.Of(well with { Configuration = well.Configuration with { Problems = ["bad"] } }).Reasons);
    }

    private static GatewayStatus Status(HealthGrade alpha, HealthGrade beta)
    {
        var sessions = new[] { FullStatus.Session("alpha", ProviderState.Live), FullStatus.Session("beta", ProviderState.Live) };
        return FullStatus.Create() with
        {
            Providers = [.. sessions],
            Health = [FullStatus.Report(sessions[0], alpha), FullStatus.Report(sessions[1], beta)],
            Groups = [],
            Alerts = AlertsStatus.None,
            Storage = null,
        };
    }
}
