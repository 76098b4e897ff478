using System.Collections.Immutable;
using QuantTradeAI.Streaming.Alerts;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Tests.Health;
using QuantTradeAI.Streaming.Tests.Subscribers;

namespace QuantTradeAI.Streaming.Tests.Alerts;

public sealed class AlertDispatcherTests
{
    private static readonly ImmutableArray<AlertTransition> Life =
    [
        Change(AlertChange.Fired, AlertSeverity.Warning, 0),
        Change(AlertChange.Escalated, AlertSeverity.Error, 10),
        Change(AlertChange.Resolved, AlertSeverity.Error, 60),
    ];

    private readonly LogLines _log = new();

    [Fact]
    public async Task Dispatch_ToTheLog_WritesALineForEachChange()
    {
        await using var dispatcher = Dispatcher(AlertsConfig.LogChannel);
        dispatcher.Dispatch(Life);
        dispatcher.Dispatch([Change(AlertChange.Fired, AlertSeverity.Error, 0)]);
        Assert.Equal(
            [
                "Warning 7300 Alert latency of venue-a: too slow",
                "Error 7302 Alert latency of venue-a lasts (3 checks, 10 s): too slow",
                "Information 7303 Alert latency of venue-a is over after 60 s; it was: too slow",
                "Error 7301 Alert latency of venue-a: too slow",
            ],
            _log.Lines);
        Assert.Empty(dispatcher.Raised);
    }

    [Fact]
    public async Task Dispatch_ToMetrics_OnlyCountsWhatFires()
    {
        await using var dispatcher = Dispatcher(AlertsConfig.MetricsChannel);
        dispatcher.Dispatch(Life);
        dispatcher.Dispatch(Life);
        Assert.Equal(("latency", 2), (dispatcher.Raised.Single().Key, dispatcher.Raised.Single().Value));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Dispatch_ToAWebhook_PostsEachChange_AndCountsFailures()
    {
        await using var receiver = new WebhookReceiver(WebhookReceiver.Ok, WebhookReceiver.Ok, "400 Bad Request");
        await using var dispatcher = Dispatcher(AlertsConfig.WebhookChannel, receiver.Url);
        Assert.Empty(dispatcher.ChannelFailures);
        dispatcher.Dispatch(Life);
        foreach (var _ in Life)
            await receiver.NextAsync().Within("a post");
        await _log.WhenLine("7304").Within("the failure");
        Assert.Equal(1, dispatcher.ChannelFailures[AlertsConfig.WebhookChannel]);
        Assert.Single(_log.Lines);
    }

    [Fact]
    public async Task Configure_OtherChannels_AreUsedFromThenOn()
    {
        await using var dispatcher = Dispatcher(AlertsConfig.LogChannel);
        dispatcher.Configure(new AlertsConfig { Channels = [AlertsConfig.MetricsChannel] });
        dispatcher.Dispatch(Life);
        Assert.Empty(_log.Lines);
        Assert.Single(dispatcher.Raised);
    }

    private static AlertTransition Change(AlertChange change, AlertSeverity severity, double seconds) => new(change, new Alert
    {
        Rule = "latency",
        Subject = "venue-a",
        State = change == AlertChange.Resolved ? AlertState.Resolved : AlertState.Firing,
        Severity = severity,
        Message = "too slow",
        Since = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch.AddSeconds(seconds),
        Repeats = change == AlertChange.Fired ? 1 : 3,
    });

    private AlertDispatcher Dispatcher(string channel, Uri? url = null) =>
        new(new AlertsConfig { Channels = [channel], WebhookUrl = url }, new TimerClock(), () => 0.5, _log);
}
