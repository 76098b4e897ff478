using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;
using QuantTradeAI.Streaming.Tests.Subscribers;
using QuantTradeAI.Streaming.Transport;

namespace QuantTradeAI.Streaming.Tests.Transport;

public sealed class WebSocketConnectorTests
{
    private static readonly ConnectionRules Rules = new();

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Simulator_OverWss_IsConnectedThroughTheValidationCallback()
    {
        using var certificate = LoopbackServer.SelfSigned();
        await using var simulator = await VenueSimulator.StartAsync(new SimulatorOptions { Certificate = certificate }, default);
        Assert.Equal("wss", simulator.Coinbase.WebSocketUrl.Scheme);

        var connector = new WebSocketConnector(_clock, (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString());
        using var connection = await connector.ConnectAsync(simulator.Coinbase.WebSocketUrl, Rules, default).Within("the connection");
        await connection.SendAsync("""{"type":"subscribe","product_ids":["BTC-USD"],"channels":["matches"]}"""u8.ToArray());

        Assert.True(await connection.ReceiveAsync().AsTask().Within("the answer") > 0);
        Assert.True(connection.IsText);
    }

    [Fact]
    public async Task Certificate_ThatNobodySigned_IsRefusedByName()
    {
        using var certificate = LoopbackServer.SelfSigned();
        await using var server = LoopbackServer.WebSockets((_, _) => Task.CompletedTask, certificate);

        var error = await FailAsync(server.Url);

        Assert.Equal("connect_failed", error.Reason);
        Assert.Contains(server.Url.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains("certificate", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("0", 0)]
    [InlineData("1.5", 1.5)]
    [InlineData("Sun, 22 Nov 2026 12:01:30 GMT", 90)]
    [InlineData("Sun, 22 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("soon", -1)]
    [InlineData("-5", -1)]
    [InlineData("NaN", -1)]
    [InlineData("Infinity", -1)]
    [InlineData("-Infinity", -1)]
    [InlineData("99999999999", 604800.0)] // No timer can wait so long; a week is more than any venue bans for.
    [InlineData("1e300", -1)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 604800.0)]
    public async Task TooManyRequests_CarriesTheVenuesRetryAfter(string header, double seconds)
    {
        await using var server = LoopbackServer.Http($"HTTP/1.1 429 Too Many Requests\nRetry-After: {header}");

        var error = await FailAsync(server.Url);

        Assert.Equal("http_429", error.Reason);
        Assert.Contains("429", error.Message, StringComparison.Ordinal);
        Assert.Equal(seconds < 0 ? null : TimeSpan.FromSeconds(seconds), error.RetryAfter);
    }

    [Fact]
    public async Task ServiceUnavailable_IsNamedByItsCode()
    {
        await using var server = LoopbackServer.Http("HTTP/1.1 503 Service Unavailable");

        var error = await FailAsync(server.Url);

        Assert.Equal("http_503", error.Reason);
        Assert.Null(error.RetryAfter);
        Assert.False(error.IsTerminal);
    }

    [Fact]
    public async Task Port_ThatNobodyListensOn_IsToldWithTheAddress()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var error = await FailAsync(new Uri($"ws://127.0.0.1:{port}/"));

        Assert.Equal("connect_failed", error.Reason);
        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Server_ThatAcceptsAndNeverAnswers_EndsAtTheDeadline()
    {
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = LoopbackServer.Raw((_, stop) =>
        {
            accepted.TrySetResult();
            return Task.Delay(Timeout.Infinite, stop);
        });
        var connecting = FailAsync(server.Url);
        await accepted.Task.Within("the TCP connection");

        _clock.Advance(Rules.ConnectTimeout - TimeSpan.FromMilliseconds(1));
        Assert.False(connecting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        var error = await connecting.Within("the deadline");
        Assert.Equal("connect_timeout", error.Reason);
        Assert.Contains("10 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_WhileConnecting_IsNoFailure()
    {
        await using var server = LoopbackServer.Raw((_, stop) => Task.Delay(Timeout.Infinite, stop));
        using var stop = new CancellationTokenSource();
        var connecting = new WebSocketConnector(_clock).ConnectAsync(server.Url, Rules, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.Within("the cancellation"));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK", "http_200")]
    [InlineData("this is no HTTP", "connect_failed")]
    public async Task Server_ThatSpeaksSomethingElse_IsAConnectionFailure(string answer, string reason)
    {
        await using var server = LoopbackServer.Http(answer);
        Assert.Equal(reason, (await FailAsync(server.Url)).Reason);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("ws://127.0.0.1:9/#fragment")]
    public async Task Address_ThatIsNoWebSockets_IsAConnectionFailure(string address) =>
        Assert.Equal("connect_failed", (await FailAsync(new Uri(address))).Reason);

    [Fact]
    public async Task Rules_ThatNoSocketTakes_AreAConnectionFailure()
    {
        var error = await Assert.ThrowsAsync<ProviderConnectionException>(() => new WebSocketConnector(_clock).ConnectAsync(
            new Uri("ws://127.0.0.1:9/"), Rules with { PingInterval = TimeSpan.FromSeconds(-5) }, default));
        Assert.Equal("connect_failed", error.Reason);
    }

    private async Task<ProviderConnectionException> FailAsync(Uri url) => await Assert.ThrowsAsync<ProviderConnectionException>(
        async () => (await new WebSocketConnector(_clock).ConnectAsync(url, Rules, default).Within("the failure")).Dispose());
}
