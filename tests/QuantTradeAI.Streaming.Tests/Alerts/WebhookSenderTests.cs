using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Tests.Health;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Alerts;

public sealed class WebhookSenderTests : IAsyncLifetime
{
    private readonly TimerClock _clock = new();
    private readonly LogLines _log = new();
    private readonly List<WebhookSender> _senders = [];

    public Task InitializeAsync() => Task.CompletedTask;

    // What a failed test has left waiting on the clock must not wait for ever.
    public async Task DisposeAsync()
    {
        foreach (var sender in _senders)
        {
            var stopping = sender.DisposeAsync().AsTask();
            _clock.Advance(WebhookSender.StopTimeout);
            await stopping.Within("the stop of a sender");
        }
    }

    [Fact]
    public async Task Post_AnAlert_ComesAsJson()
    {
        await using var receiver = new WebhookReceiver();
        var sender = Sender(receiver);
        sender.Post(Alert() with { Value = 0.25, Limit = 0.1 });

        var post = await receiver.NextAsync().Within("the post");

        Assert.StartsWith("POST /hooks/path-secret?token=query-secret HTTP/1.1", post.Request);
        Assert.Equal("application/json; charset=utf-8", post.Headers["Content-Type"]);
        Assert.DoesNotContain("X-Signature", post.Headers.Keys);
        using var json = JsonDocument.Parse(post.Body);
        Assert.Equal(
            """{"version":1,"rule":"latency","subject":"venue-a","state":"firing","severity":"warning","message":"too \u0022slow\u0022","value":0.25,"limit":0.1,"since":"2024-10-04T00:00:00+00:00","updated_at":"2024-10-04T00:00:00+00:00","repeats":1}""",
            json.RootElement.GetRawText());
    }

    [Fact]
    public async Task Post_WithoutNumbers_SaysNull()
    {
        await using var receiver = new WebhookReceiver();
        var sender = Sender(receiver);
        sender.Post(Alert() with { Value = double.NaN, State = AlertState.Resolved, Severity = AlertSeverity.Error });
        using var json = JsonDocument.Parse((await receiver.NextAsync().Within("the post")).Body);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("value").ValueKind);
        Assert.Equal(("resolved", "error"), (json.RootElement.GetProperty("state").GetString(), json.RootElement.GetProperty("severity").GetString()));
    }

    // What a receiver does: the same computation, over the bytes that came.
    [Fact]
    public async Task Post_WithASecret_CanBeVerified()
    {
        await using var receiver = new WebhookReceiver();
        var sender = Sender(receiver, secret: "schlüssel");
        sender.Post(Alert());

        var post = await receiver.NextAsync().Within("the post");

        var timestamp = post.Headers["X-Timestamp"];
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds(), long.Parse(timestamp));
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{timestamp}."), .. post.Body];
        var expected = "sha256=" + Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes("schlüssel"), signed)).ToLowerInvariant();
        Assert.Equal(expected, post.Headers["X-Signature"]);
    }

    [Theory]
    [InlineData("500 Internal Server Error")]
    [InlineData("503 Service Unavailable")]
    [InlineData("408 Request Timeout")]
    [InlineData("429 Too Many Requests")]
    public async Task Post_RefusedForNow_IsTriedAgainAndSignedAnew(string answer)
    {
        await using var receiver = new WebhookReceiver(answer, WebhookReceiver.Ok);
        var sender = Sender(receiver, secret: "s");
        var pause = _clock.WhenTimer(IsPause);
        sender.Post(Alert());
        var first = await receiver.NextAsync().Within("the first attempt");
        await pause.Within("the pause");
        _clock.Advance(TimeSpan.FromSeconds(5));
        var second = await receiver.NextAsync().Within("the second attempt");
        Assert.Equal(first.Body, second.Body);
        Assert.NotEqual(first.Headers["X-Signature"], second.Headers["X-Signature"]);
        Assert.Equal(0, sender.Failures);
    }

    [Theory]
    [InlineData("Retry-After: 7", 7)]
    [InlineData("Retry-After: 4000", 30)]
    [InlineData("Retry-After: Fri, 04 Oct 2024 00:00:09 GMT", 9)]
    public async Task Post_RefusedUntilLater_WaitsAsAskedUpToACap(string header, double seconds)
    {
        await using var receiver = new WebhookReceiver($"429 Too Many Requests\r\n{header}", WebhookReceiver.Ok);
        var sender = Sender(receiver);
        var pause = _clock.WhenTimer(TimeSpan.FromSeconds(seconds));
        sender.Post(Alert());
        await receiver.NextAsync().Within("the first attempt");
        await pause.Within("the pause that was asked for");
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await receiver.NextAsync().Within("the second attempt");
    }

    [Fact]
    public async Task Post_RefusedThrice_IsGivenUpAndTheNextOneComes()
    {
        await using var receiver = new WebhookReceiver("500 No", "500 No", "500 No", WebhookReceiver.Ok);
        var sender = Sender(receiver);
        var pause = _clock.WhenTimer(IsPause);
        sender.Post(Alert());
        for (var retry = 0; retry < 2; retry++)
        {
            await pause.Within("a pause");
            pause = _clock.WhenTimer(IsPause);
            _clock.Advance(WebhookSender.LongestPause);
        }

        await _log.WhenLine("7304").Within("the failure");
        Assert.Equal(1, sender.Failures);
        for (var attempt = 0; attempt < WebhookSender.Attempts; attempt++)
            await receiver.NextAsync().Within("an attempt");
        sender.Post(Alert() with { Rule = "errors" });
        Assert.Contains("errors", Encoding.UTF8.GetString((await receiver.NextAsync().Within("the next alert")).Body));
    }

    [Theory]
    [InlineData("302 Found\r\nLocation: /other")]
    [InlineData("400 Bad Request")]
    [InlineData("401 Unauthorized")]
    [InlineData("404 Not Found")]
    public async Task Post_RefusedForGoodOrRedirected_IsNotTriedAgain(string answer)
    {
        await using var receiver = new WebhookReceiver(answer);
        var sender = Sender(receiver);
        sender.Post(Alert());
        await _log.WhenLine("7304").Within("the failure");
        await receiver.NextAsync().Within("the attempt");
        Assert.Equal((1, 0), (sender.Failures, receiver.Waiting));
    }

    [Fact]
    public async Task Post_WithoutAnAnswer_IsTriedAgainAfterItsDeadline()
    {
        await using var receiver = new WebhookReceiver(WebhookReceiver.Hang, WebhookReceiver.Ok);
        var sender = Sender(receiver);
        sender.Post(Alert());
        await receiver.NextAsync().Within("the first attempt");
        var pause = _clock.WhenTimer(IsPause);
        _clock.Advance(WebhookSender.AttemptTimeout);
        await pause.Within("the pause");
        _clock.Advance(TimeSpan.FromSeconds(5));
        await receiver.NextAsync().Within("the second attempt");
        Assert.Equal(0, sender.Failures);
    }

    // No secret of the address, nor the one that signs, comes into a log line.
    [Fact]
    public async Task Post_ToNobody_FailsWithoutTellingSecrets()
    {
        Uri url;
        await using (var gone = new WebhookReceiver())
            url = gone.Url;
        var withUser = new UriBuilder(url) { UserName = "user-secret", Password = "password-secret" }.Uri;
        var sender = Sender(withUser, "signing-secret");
        var pause = _clock.WhenTimer(IsPause);
        sender.Post(Alert());
        for (var retry = 0; retry < 2; retry++)
        {
            await pause.Within("a pause");
            pause = _clock.WhenTimer(IsPause);
            _clock.Advance(WebhookSender.LongestPause);
        }

        await _log.WhenLine("7304").Within("the failure");
        Assert.Contains(_log.Lines, line => line.Contains($"http://127.0.0.1:{url.Port}:"));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("-secret"));
    }

    [Fact]
    public async Task Post_FasterThanTheReceiver_LosesTheOldestAndCountsThem()
    {
        await using var receiver = new WebhookReceiver(WebhookReceiver.Hang);
        var sender = Sender(receiver);
        sender.Post(Alert());
        await receiver.NextAsync().Within("the first attempt");
        for (var i = 0; i < WebhookSender.Capacity + 10; i++)
            sender.Post(Alert());
        Assert.Equal(10, sender.Failures);
        Assert.Contains(_log.Lines, line => line.Contains("7305"));

        var limit = _clock.WhenTimer(WebhookSender.StopTimeout);
        var stopping = sender.DisposeAsync().AsTask();
        await limit.Within("the limit of the stop");
        _clock.Advance(WebhookSender.StopTimeout);
        await stopping.Within("the stop");
        Assert.Equal(10 + 1 + WebhookSender.Capacity, sender.Failures);
        sender.Post(Alert());
        Assert.Equal(10 + 2 + WebhookSender.Capacity, sender.Failures);
    }

    [Fact]
    public async Task Dispose_WithSomethingQueued_PostsItFirst()
    {
        await using var receiver = new WebhookReceiver();
        var sender = Sender(receiver);
        for (var i = 0; i < 3; i++)
            sender.Post(Alert());
        await sender.DisposeAsync().AsTask().Within("the stop");
        Assert.Equal((3, 0), (receiver.Waiting, sender.Failures));
    }

    [Fact]
    public async Task Configure_AnotherAddress_IsUsedFromThenOn()
    {
        await using var before = new WebhookReceiver();
        await using var after = new WebhookReceiver();
        var sender = Sender(before);
        sender.Configure(new AlertsConfig { WebhookUrl = after.Url });
        sender.Post(Alert());
        await after.NextAsync().Within("the post");
        Assert.Equal(0, before.Waiting);
    }

    private static bool IsPause(TimeSpan due) => due > TimeSpan.Zero && due != WebhookSender.AttemptTimeout;

    private Alert Alert() => new()
    {
        Rule = "latency",
        Subject = "venue-a",
        State = AlertState.Firing,
        Severity = AlertSeverity.Warning,
        Message = "too \"slow\"",
        Since = _clock.GetUtcNow(),
        UpdatedAt = _clock.GetUtcNow(),
    };

    private WebhookSender Sender(WebhookReceiver receiver, string? secret = null) => Sender(receiver.Url, secret);

    private WebhookSender Sender(Uri url, string? secret)
    {
        var sender = new WebhookSender(
            new AlertsConfig { WebhookUrl = url, WebhookSecret = secret is null ? null : new Secret(secret) }, _clock, () => 0.5, _log);
        _senders.Add(sender);
        return sender;
    }
}
