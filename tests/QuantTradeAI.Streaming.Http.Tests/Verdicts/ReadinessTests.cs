using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Http.Verdicts;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Streaming.Http.Tests.Verdicts;

public sealed class ReadinessTests
{
    public static TheoryData<GatewayPhase, bool, bool> Phases => new()
    {
        { GatewayPhase.Created, false, false },
        { GatewayPhase.Running, false, true },
        { GatewayPhase.Running, true, false },
        { GatewayPhase.Stopping, false, false },
        { GatewayPhase.Stopping, true, false },
        { GatewayPhase.Stopped, false, false },
        { GatewayPhase.Stopped, true, false },
        { GatewayPhase.Created, true, false },
    };

    /// <summary>
    /// State, subscriptions wanted, circuit, whether its group is in panic; whether it is ready. It is the source of its group's symbol, so
    /// that nobody stands in.
    /// </summary>
    public static TheoryData<ProviderState, int, CircuitPhase, bool, bool> Providers
    {
        get
        {
            var table = new TheoryData<ProviderState, int, CircuitPhase, bool, bool>();
            foreach (var state in Enum.GetValues<ProviderState>())
            {
                foreach (var circuit in Enum.GetValues<CircuitPhase>())
                {
                    table.Add(state, 0, circuit, false, true);
                    table.Add(state, 2, circuit, true, true);
                    table.Add(state, 2, circuit, false, state == ProviderState.Live || circuit == CircuitPhase.Isolated);
                }
            }

            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void Of_APhase_IsReadyOnlyWhileItRuns(GatewayPhase phase, bool isStopping, bool isReady)
    {
        var body = Readiness.Of(Status(ProviderState.Live, 2, CircuitPhase.Closed, false) with { Phase = phase }, isStopping);

        Assert.Equal(isReady, Readiness.IsReady(body));
        Assert.Equal(isReady, body.Checks.Single(check => check.Name == "running").Ok);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Of_AProvider_AsksForWhatIsWanted(ProviderState state, int wanted, CircuitPhase circuit, bool isPanic, bool isReady)
    {
        var body = Readiness.Of(Status(state, wanted, circuit, isPanic), isStopping: false);

        Assert.Equal(isReady, Readiness.IsReady(body));
        Assert.Equal(isReady, body.Checks.Single(check => check.Name == "provider:beta").Ok);
    }

    [Fact]
    public void Of_OneOfTwoProviders_IsNotEnough()
    {
        var body = Readiness.Of(FullStatus.Create() with { Groups = [] }, isStopping: false);

        Assert.Equal("not_ready", body.Status);
        Assert.Equal(["provider:beta"], body.Checks.Where(check => !check.Ok).Select(check => check.Name));
        Assert.Equal("reconnecting, 0 of 2 subscriptions acknowledged", body.Checks.Single(check => !check.Ok).Detail);
    }

    [Theory]
    [InlineData(ProviderState.Connecting)]
    [InlineData(ProviderState.Subscribing)]
    [InlineData(ProviderState.Reconnecting)]
    [InlineData(ProviderState.Disconnected)]
    public void Of_AProviderThatOthersStandInFor_IsReady(ProviderState state)
    {
        var check = CheckOf(Down(state));

        Assert.True(check.Ok);
        Assert.EndsWith("; others stand in", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_AStandInThatIsNotWell_IsNotReady() =>
        Assert.False(CheckOf(Down() with { Groups = [Change(symbol => symbol with { Candidates = [.. symbol.Candidates.Select(one => one with { IsWell = false })] })] }).Ok);

    [Fact]
    public void Of_ASymbolOfItsGroupThatStillComesFromIt_IsNotReady()
    {
        var group = FullStatus.Group(isPanic: false);

        Assert.False(CheckOf(Down() with { Groups = [group with { Symbols = [.. group.Symbols, group.Symbols[0] with { Symbol = "ETH-USD", Active = "beta" }] }] }).Ok);
    }

    [Fact]
    public void Of_ASecondGroupInWhichNobodyStandsIn_IsNotReady() =>
        Assert.False(CheckOf(Down() with { Groups = [FullStatus.Group(isPanic: false), Change(symbol => symbol with { Symbol = "ETH-USD", Active = null }) with { Name = "euros" }] }).Ok);

    [Theory]
    [InlineData("SOL-USD", 0, false)]
    [InlineData("SOL-USD@beta", 0, true)]
    [InlineData("SOL-USD@beta", 1, false)]
    [InlineData("BTC-USD@beta", 1, false)]
    public void Of_WhatComesFromItBesideItsGroup_IsNotReadyWhileItIsWanted(string stream, int subscribers, bool isReady)
    {
        var status = Down();
        var own = status.Streams[0] with { Stream = StreamKey.Parse(stream), Source = ProviderId.Of("beta"), Subscribers = subscribers };

        Assert.Equal(isReady, CheckOf(status with { Streams = status.Streams.Add(own) }).Ok);
    }

    /// <summary>Else a typing error in a ConfigMap would take every replica out of use at once.</summary>
    [Fact]
    public void Of_ARefusedConfiguration_IsReadyWithTheLastGoodOne()
    {
        var status = Status(ProviderState.Live, 2, CircuitPhase.Closed, false);

        var body = Readiness.Of(status with { Configuration = status.Configuration with { Problems = ["bad"] } }, isStopping: false);

        Assert.True(Readiness.IsReady(body));
        Assert.Contains("newest one has problems", body.Checks.Single(check => check.Name == "configuration").Detail, StringComparison.Ordinal);
    }

    private static GatewayStatus Status(ProviderState state, int wanted, CircuitPhase circuit, bool isPanic)
    {
        var session = FullStatus.Session("beta", state) with { Wanted = wanted };
        return FullStatus.Create() with
        {
            Providers = [session],
            Health = [FullStatus.Report(session, HealthGrade.Healthy) with { Circuit = CircuitState.Initial with { Phase = circuit } }],
            Groups = [Change(symbol => symbol with { Active = "beta", IsPanic = isPanic })],
        };
    }

    /// <summary>beta is down, and alpha stands in for it.</summary>
    private static GatewayStatus Down(ProviderState state = ProviderState.Reconnecting)
    {
        var full = FullStatus.Create();
        return full with { Providers = full.Providers.SetItem(1, FullStatus.Session("beta", state)) };
    }

    private static ReadinessCheck CheckOf(GatewayStatus status) =>
        Readiness.Of(status, isStopping: false).Checks.Single(check => check.Name == "provider:beta");

    private static FailoverGroupStatus Change(Func<SymbolSourceStatus, SymbolSourceStatus> change)
    {
        var group = FullStatus.Group(isPanic: false);
        return group with { Symbols = [.. group.Symbols.Select(change)] };
    }
}
