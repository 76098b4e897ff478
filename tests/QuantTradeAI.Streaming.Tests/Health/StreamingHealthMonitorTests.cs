using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Health;
using QuantTradeAI.Streaming.Providers;
using static QuantTradeAI.Streaming.Tests.Health.Samples;

namespace QuantTradeAI.Streaming.Tests.Health;

public sealed class StreamingHealthMonitorTests
{
    private static readonly TimeSpan Check = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddDays(20_000));
    private readonly StreamingHealthMonitor _monitor;

    public StreamingHealthMonitorTests() => _monitor = new StreamingHealthMonitor(null, _clock);

    [Fact]
    public void Sample_CumulativeCounters_BecomeRatesAndWindows()
    {
        _monitor.Sample(Of(Live(frames: 1_000).Lagging(50_000)));
        for (var frames = 1_050; frames <= 1_200; frames += 50)
        {
            _clock.Advance(Check);
            _monitor.Sample(Of(Live(frames, _clock).Lagging(50_000, 1, 1, 3)));
        }

        var report = _monitor.GetStatus(Name);
        Assert.Equal((10, 20, 100), (report.MessagesPerSecond, report.EventsPerSecond, report.BytesPerSecond));
        Assert.Equal((3, 1, 3.2), (report.FeedLag.Count, report.FeedLag.Median.TotalMilliseconds, report.FeedLag.P99.TotalMilliseconds));
        Assert.Equal(HealthGrade.Healthy, report.Status);
        Assert.Empty(report.Reasons);
    }

    [Fact]
    public void Sample_ANewSession_MakesNoNegativeRatesAndKeepsTotals()
    {
        var lost = Live(frames: 900).Lagging(1, 1).Lost(2);
        _monitor.Sample(Of(lost with { Connects = 3 }));
        _clock.Advance(Check);
        _monitor.Sample(Of(lost with { Frames = 1_000, Connects = 3 }));
        _clock.Advance(Check);

        var report = _monitor.Sample(Of(Live(frames: 100).Lagging(1) with { Connects = 1 }));

        Assert.Equal(20, report.MessagesPerSecond);
        Assert.Equal(1, report.FeedLag.Count);
        Assert.Equal((3, 2), (report.Reconnects, report.Errors));
    }

    [Fact]
    public void Sample_ConnectionsThatWeEnded_AreNoErrors()
    {
        var ours = ImmutableSortedDictionary<string, long>.Empty.Add("rotated", 3).Add("isolated", 2).Add("stopped", 1);
        _monitor.Sample(Of(Live()));
        _clock.Advance(Check);

        var report = _monitor.Sample(Of(Live() with { Disconnects = ours.Add("connection_lost", 1), Connects = 8 }));

        Assert.Equal((1, 1), (report.RecentErrors, report.Errors));
    }

    [Fact]
    public void Sample_LostConnections_CountForAWindow()
    {
        _monitor.Sample(Of(Live().Lost(7)));
        _clock.Advance(Check);
        Assert.Equal(2, _monitor.Sample(Of(Live().Lost(9))).RecentErrors);
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(2, _monitor.GetStatus(Name).RecentErrors);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var report = _monitor.GetStatus(Name);

        Assert.Equal((0, 9), (report.RecentErrors, report.Errors));
    }

    [Fact]
    public void GetStatus_BetweenSamples_TellsTheAgeOfNow()
    {
        _monitor.Sample(Of(Live(1, _clock)));
        _clock.Advance(TimeSpan.FromSeconds(3));
        var report = _monitor.GetStatus(Name);
        Assert.Equal((3, 3, 3), (report.DataAge!.Value.TotalSeconds, report.Silence!.Value.TotalSeconds, report.LiveFor!.Value.TotalSeconds));
    }

    [Fact]
    public void GetStatus_BetweenSamples_GradesAnew()
    {
        _monitor.Configure(new HealthMonitorOptions { Thresholds = new ThresholdsConfig { MaxDataAge = TimeSpan.FromSeconds(10) } });
        _monitor.Sample(Of(Live(1, _clock)));
        Assert.Equal(HealthGrade.Healthy, _monitor.GetStatus(Name).Status);
        _clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HealthGrade.Degraded, _monitor.GetStatus(Name).Status);
        _monitor.Configure(_monitor.Options with { ChecksThresholds = false });
        Assert.Equal(HealthGrade.Healthy, _monitor.GetStatus(Name).Status);
    }

    // A47: the night is not counted when the market opens.
    [Fact]
    public void Silence_OverAClosedMarket_BeginsWhenItOpens()
    {
        var evening = Live(1, _clock);
        _monitor.Sample(Of(evening));
        Assert.Null(_monitor.Sample(Of(evening, isMarketOpen: false)).Silence);
        _clock.Advance(TimeSpan.FromHours(16));
        var closed = _monitor.GetStatus(Name);
        Assert.Equal((16, null, null), (closed.DataAge!.Value.TotalHours, closed.Silence, closed.LiveFor));

        var opened = _monitor.Sample(Of(evening));

        Assert.Equal((TimeSpan.Zero, 16), (opened.Silence, opened.DataAge!.Value.TotalHours));
    }

    [Fact]
    public void Silence_WithoutAnyData_CountsFromWhenItWasWanted()
    {
        Assert.Null(_monitor.Sample(Of(Live() with { Wanted = 0 })).Silence);
        _clock.Advance(Check);
        _monitor.Sample(Of(Live()));
        _clock.Advance(Check);
        var report = _monitor.GetStatus(Name);
        Assert.Equal((Check, null), (report.Silence, report.DataAge));
    }

    [Fact]
    public void LiveFor_WithABreak_StartsOver()
    {
        _monitor.Sample(Of(Live()));
        _clock.Advance(Check);
        Assert.Null(_monitor.Sample(Of(Live() with { State = ProviderState.Reconnecting })).LiveFor);
        _clock.Advance(Check);
        Assert.Equal(TimeSpan.Zero, _monitor.Sample(Of(Live())).LiveFor);
    }

    [Fact]
    public void DataAge_OfANewSessionWithoutData_IsThatOfTheOldOne()
    {
        _monitor.Sample(Of(Live(1, _clock)));
        _clock.Advance(Check);
        Assert.Equal(Check, _monitor.Sample(Of(Live())).DataAge);
    }

    [Fact]
    public void GetReport_OfAll_IsInOrderAndWithoutThoseRemoved()
    {
        foreach (var name in (string[])["b", "a", "c"])
            _monitor.Sample(Of(Live() with { Provider = name }));
        Assert.True(_monitor.Remove("c"));
        Assert.False(_monitor.Remove("c"));
        Assert.Equal(["a", "b"], _monitor.GetReport().Select(report => report.Provider));
        var unknown = Assert.Throws<ArgumentException>(() => _monitor.GetStatus("c"));
        Assert.Contains("'c' is not known", unknown.Message);
        Assert.Contains("a, b", unknown.Message);
    }

    [Fact]
    public void Configure_AnotherWindow_BeginsEmpty()
    {
        _monitor.Sample(Of(Live()));
        _clock.Advance(Check);
        Assert.Equal(5, _monitor.Sample(Of(Live().Lost(5))).RecentErrors);
        _monitor.Configure(new HealthMonitorOptions { ErrorWindow = TimeSpan.FromSeconds(10) });
        Assert.Equal((0, 5), (_monitor.GetStatus(Name).RecentErrors, _monitor.GetStatus(Name).Errors));
    }

    [Theory]
    [InlineData(nameof(HealthMonitorOptions.ErrorThreshold))]
    [InlineData(nameof(HealthMonitorOptions.ErrorWindow))]
    [InlineData(nameof(HealthMonitorOptions.OperationTimeout))]
    [InlineData(nameof(HealthMonitorOptions.OperationRetries))]
    public void Options_OutOfRange_AreNamed(string property)
    {
        var wrong = new HealthMonitorOptions();
        wrong = property switch
        {
            nameof(wrong.ErrorThreshold) => wrong with { ErrorThreshold = 0 },
            nameof(wrong.ErrorWindow) => wrong with { ErrorWindow = TimeSpan.Zero },
            nameof(wrong.OperationTimeout) => wrong with { OperationTimeout = TimeSpan.FromDays(2) },
            _ => wrong with { OperationRetries = -1 },
        };
        Assert.Equal(property, Assert.Throws<ArgumentOutOfRangeException>(() => new StreamingHealthMonitor(wrong)).ParamName);
        Assert.Equal(property, Assert.Throws<ArgumentOutOfRangeException>(() => _monitor.Configure(wrong)).ParamName);
    }
}
