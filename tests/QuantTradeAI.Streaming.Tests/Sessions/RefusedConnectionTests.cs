using System.Net.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Sessions;
using QuantTradeAI.Streaming.Symbols;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Tests.Transport;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Tests.Sessions;

public sealed class RefusedConnectionTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));

    /// <summary>The control loop waits for its second message all the while.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refusal_WhateverTheVenueDoesNext_IsTheReason(bool closes)
    {
        await using var server = LoopbackServer.WebSockets(async (socket, stop) =>
        {
            await socket.SendAsync("no"u8.ToArray(), WebSocketMessageType.Text, true, stop);
            if (closes)
                await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "no", stop);
            else
                await socket.ReceiveAsync(new byte[16], stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        var refusal = new ControlSignal.Failed("auth_failed", "Wrong key.", IsTerminal: true);
        await using var session = new ProviderSession(
            new RefusingAdapter(refusal),
            new ProviderSettings { Endpoint = server.Url, DataTypes = DataTypes.Trades },
            new SymbolHub(_clock, 1),
            new SessionServices(_clock, () => 0.5, new WebSocketConnector(_clock), new ConnectLimiter(_clock), NullLogger.Instance));
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Changed += () =>
        {
            if (!session.GetHealthStatus().NextAttempt.IsAbsent)
                refused.TrySetResult();
        };

        session.Subscribe(["BTC-USD"], DataTypes.Trades);
        session.Start();
        await refused.Task.Within($"the refusal");

        var health = session.GetHealthStatus();
        Assert.Equal("auth_failed", Assert.Single(health.Disconnects).Key);
        Assert.True(health.IsTerminal);
        Assert.Equal("Wrong key. This does not pass by itself; it is tried again every 5 min.", health.LastError);
        Assert.Equal(BackOff.TerminalRetry, health.NextAttempt - UnixNanos.Now(_clock));
    }
}
