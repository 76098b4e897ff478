using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Health;

namespace QuantTradeAI.Streaming.Tests.Health;

public sealed class ThresholdRulesTests
{
    private static readonly ThresholdsConfig All = new()
    {
        MaxLatency = TimeSpan.FromMilliseconds(100),
        MinThroughputPerSecond = 5,
        MaxReconnectAttempts = 3,
        MaxQueueDepth = 10,
        MaxDataAge = TimeSpan.FromSeconds(30),
    };

    // A40: latency above its limit alerts.
    [Theory]
    [InlineData(100, 0, false)]
    [InlineData(0, 100, false)]
    [InlineData(125, 0, true)]
    [InlineData(0, 125, true)]
    public void Of_Latency_BreaksAboveItsLimit(double lag, double operation, bool breaks)
    {
        var report = Samples.Report() with { FeedLag = P99(lag), OperationLatency = P99(operation) };
        Expect(report, breaks ? "latency" : "");
        if (breaks)
        {
            var breach = Assert.Single(ThresholdRules.Of(report, All));
            Assert.Equal((0.125, 0.1), (breach.Value, breach.Limit));
            Assert.Contains(lag > 0 ? "events come within 125 ms" : "operations take within 125 ms", breach.Message);
        }
    }

    // A47: a quiet market is not a fault.
    [Theory]
    [InlineData(4.9, 61, true, true)]
    [InlineData(5, 61, true, false)]
    [InlineData(0, 60, true, false)]
    [InlineData(0, 61, false, false)]
    public void Of_Throughput_CountsOnceLiveForAWindowWhileTheMarketIsOpen(double rate, double liveFor, bool isMarketOpen, bool breaks) => Expect(
        Samples.Report(isMarketOpen: isMarketOpen) with { MessagesPerSecond = rate, LiveFor = TimeSpan.FromSeconds(liveFor) }, breaks ? "throughput" : "");

    [Theory]
    [InlineData(30.0, true, false)]
    [InlineData(30.1, true, true)]
    [InlineData(30.1, false, false)]
    [InlineData(null, true, false)]
    public void Of_Silence_CountsWhileTheMarketIsOpen(double? silence, bool isMarketOpen, bool breaks) => Expect(
        Samples.Report(isMarketOpen: isMarketOpen) with { Silence = silence is { } seconds ? TimeSpan.FromSeconds(seconds) : null }, breaks ? "data_age" : "");

    // A46: attempts that have reset do not alert.
    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "")]
    [InlineData(4, "reconnects")]
    public void Of_Attempts_BreakAboveTheirLimit(int attempts, string rule)
    {
        var report = Samples.Report();
        Expect(report with { Connection = report.Connection with { ReconnectAttempts = attempts } }, rule);
    }

    [Theory]
    [InlineData(2, "")]
    [InlineData(3, "errors")]
    public void Of_Errors_BreakAtTheirThreshold(int errors, string rule) => Expect(Samples.Report() with { RecentErrors = errors }, rule);

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void QueueOf_Depth_BreaksAboveItsLimit(long depth, bool breaks) =>
        Assert.Equal(breaks, ThresholdRules.QueueOf(new QueueHealth(depth, TimeSpan.FromSeconds(2), 0, 7), All) is not null);

    [Fact]
    public void Of_WithoutThresholds_KnowsErrorsOnly()
    {
        var bad = Samples.Report() with
        {
            FeedLag = P99(10_000),
            LiveFor = TimeSpan.FromDays(1),
            Silence = TimeSpan.FromDays(1),
            RecentErrors = 3,
        };
        Assert.Equal(["errors"], ThresholdRules.Of(bad, new ThresholdsConfig()).Select(breach => breach.Rule));
        Assert.Null(ThresholdRules.QueueOf(new QueueHealth(1_000_000, default, 0, 1), new ThresholdsConfig()));
    }

    private static LatencyFigures P99(double milliseconds) =>
        new(1, TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds), TimeSpan.FromMilliseconds(milliseconds));

    private static void Expect(ProviderHealthReport report, string rules) =>
        Assert.Equal(rules, string.Join(' ', ThresholdRules.Of(report, All).Select(breach => breach.Rule)));
}
