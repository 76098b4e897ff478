using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Subscribers;
using static QuantTradeAI.Streaming.Tests.Health.Samples;

namespace QuantTradeAI.Streaming.Tests.Health;

/// <summary>What an operation that does not succeed counts for.</summary>
public sealed partial class ProviderHealthMonitorTests
{
    [Fact]
    public async Task ExecuteWithHealth_CancelledByTheCaller_CountsForNothing()
    {
        var monitor = Monitor();
        using var cancelling = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var running = monitor.ExecuteWithHealthAsync(
            Name,
            token =>
            {
                begun.SetResult();
                return Task.Delay(Timeout.InfiniteTimeSpan, _clock, token);
            },
            cancellationToken: cancelling.Token);
        await begun.Task.Within("the operation");
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running).Within("the cancellation");
        Assert.Equal((0, 0), (monitor.GetStatus(Name).Errors, monitor.GetStatus(Name).Circuit.Failures));
    }

    [Fact]
    public async Task ExecuteWithHealth_CancelledProbe_GivesItsPlaceBack()
    {
        var monitor = Monitor(retries: 0);
        await FailAsync(monitor, 5);
        _clock.Advance(TimeSpan.FromSeconds(30));
        using var cancelling = new CancellationTokenSource();
        var running = monitor.ExecuteWithHealthAsync(Name, token => Task.Delay(Timeout.InfiniteTimeSpan, _clock, token), cancellationToken: cancelling.Token);
        await Assert.ThrowsAsync<ProviderConnectionException>(() => monitor.ExecuteWithHealthAsync(Name, _succeed));
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running).Within("the cancellation");
        Assert.Equal(CircuitPhase.HalfOpen, monitor.GetStatus(Name).Circuit.Phase);
        await monitor.ExecuteWithHealthAsync(Name, _succeed);
        Assert.Equal(CircuitPhase.Closed, monitor.GetStatus(Name).Circuit.Phase);
    }

    [Fact]
    public async Task ExecuteWithHealth_WrongRequest_CountsForNothingAndIsNotRetried()
    {
        var monitor = Monitor();
        var calls = 0;
        await Assert.ThrowsAsync<ProviderConfigurationException>(() => monitor.ExecuteWithHealthAsync(Name, _ =>
        {
            calls++;
            throw new ProviderConfigurationException("unknown symbol");
        }));
        Assert.Equal((1, 0, 0), (calls, monitor.GetStatus(Name).Errors, monitor.GetStatus(Name).Circuit.Failures));
    }

    [Fact]
    public async Task ExecuteWithHealth_TransientFailure_IsTriedAgainAndCountsOnceIfAtAll()
    {
        var monitor = Monitor();
        var calls = 0;
        var waits = _clock.WhenTimer(TimeSpan.FromSeconds(1));
        var running = monitor.ExecuteWithHealthAsync(Name, _ => ++calls == 1 ? throw Refusal(retryAfter: 1) : Task.FromResult("well"));
        await waits.Within("the pause before the retry");
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("well", await running.Within("the retry"));
        Assert.Equal((2, 0), (calls, monitor.GetStatus(Name).Errors));
        Assert.Equal(TimeSpan.Zero, monitor.GetStatus(Name).Latency);
    }

    [Theory]
    [InlineData("terminal")]
    [InlineData("asks for a long wait")]
    [InlineData("unknown")]
    [InlineData("cancelled by itself")]
    public async Task ExecuteWithHealth_OtherFailures_AreNotTriedAgain(string kind)
    {
        var monitor = Monitor();
        Exception error = kind switch
        {
            "terminal" => new ProviderConnectionException("wrong key") { IsTerminal = true },
            "asks for a long wait" => Refusal(retryAfter: 60),
            "unknown" => new InvalidOperationException("a bug"),
            _ => new OperationCanceledException(),
        };
        var calls = 0;
        var thrown = await Record.ExceptionAsync(() => monitor.ExecuteWithHealthAsync(Name, _ =>
        {
            calls++;
            throw error;
        })).Within("the failure");
        Assert.Same(error, thrown);
        Assert.Equal((1, 1), (calls, monitor.GetStatus(Name).Errors));
        Assert.Equal(kind == "terminal" ? CircuitPhase.Open : CircuitPhase.Closed, monitor.GetStatus(Name).Circuit.Phase);
    }

    [Fact]
    public async Task ExecuteWithHealth_ThatHangs_IsGivenUpAtItsDeadline()
    {
        var monitor = Monitor();
        var begun = new TaskCompletionSource();
        var hang = new TaskCompletionSource();
        var running = monitor.ExecuteWithHealthAsync(Name, _ =>
        {
            begun.SetResult();
            return hang.Task;
        });
        await begun.Task.Within("the operation");
        _clock.Advance(HealthMonitorOptions.DefaultOperationTimeout);
        var late = await Assert.ThrowsAsync<ProviderConnectionException>(() => running).Within("the deadline");
        Assert.Equal("operation_timeout", late.Reason);
        Assert.Equal(1, monitor.GetStatus(Name).Errors);
        hang.SetException(new InvalidOperationException("nobody listens any more"));
    }
}
