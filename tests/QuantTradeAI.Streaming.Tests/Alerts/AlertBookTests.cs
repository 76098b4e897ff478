using QuantTradeAI.Streaming.Alerts;

namespace QuantTradeAI.Streaming.Tests.Alerts;

public sealed class AlertBookTests
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(1);
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    // A43: the second identical warning at threshold 2 is an error; the text may differ.
    [Fact]
    public void Update_SecondWarningAtThresholdTwo_IsAnError()
    {
        var book = Book(2);
        Assert.Equal("Fired latency/a Warning 1", Pass(book, Find("latency", "a", "120 ms")));
        Assert.Equal("Escalated latency/a Error 2", Pass(book, Find("latency", "a", "135 ms")));
        Assert.Equal("", Pass(book, Find("latency", "a", "110 ms")));
        var alert = Assert.Single(book.Snapshot(_now).Firing);
        Assert.Equal((3, AlertSeverity.Error, "110 ms"), (alert.Repeats, alert.Severity, alert.Message));
        Assert.Equal((DateTimeOffset.UnixEpoch, 10.0), (alert.Since, (alert.UpdatedAt - alert.Since).TotalSeconds));
    }

    // A43: identity is rule and subject.
    [Fact]
    public void Update_OfOtherRulesAndSubjects_CountsApart()
    {
        var book = Book(2);
        Pass(book, Find("latency", "a"));
        Assert.Equal("Fired errors/a Warning 1 | Fired latency/b Warning 1 | Resolved latency/a Warning 1", Pass(book, Find("errors", "a"), Find("latency", "b")));
    }

    [Fact]
    public void Update_WithoutIt_ResolvesAndStartsOver()
    {
        var book = Book(2);
        Pass(book, Find("latency", "a"));
        Pass(book, Find("latency", "a"));
        Assert.Equal("Resolved latency/a Error 2", Pass(book));
        Assert.Equal("", Pass(book));
        Assert.Equal("Fired latency/a Warning 1", Pass(book, Find("latency", "a")));
        Assert.Equal(
            ["Firing Warning", "Resolved Error", "Firing Error", "Firing Warning"],
            book.Snapshot(_now).History.Select(alert => $"{alert.State} {alert.Severity}"));
    }

    [Fact]
    public void Update_Severities_OnlyGrow()
    {
        var book = Book(100);
        Pass(book, Find("storage", "a"));
        Assert.Equal("Escalated storage/a Error 2", Pass(book, Find("storage", "a") with { Severity = AlertSeverity.Error }));
        Assert.Equal("", Pass(book, Find("storage", "a")));
        Assert.Equal(AlertSeverity.Error, Assert.Single(book.Snapshot(_now).Firing).Severity);
    }

    [Fact]
    public void Update_WhatDoesNotEscalate_StaysAWarning()
    {
        var book = Book(1);
        for (var i = 0; i < 10; i++)
            Pass(book, Find("circuit_open", "a") with { Escalates = false });
        Assert.Equal((10, AlertSeverity.Warning), (book.Snapshot(_now).Firing[0].Repeats, book.Snapshot(_now).Firing[0].Severity));
    }

    [Fact]
    public void Update_AtThresholdOne_FiresAsAnError() => Assert.Equal("Fired latency/a Error 1", Pass(Book(1), Find("latency", "a")));

    [Fact]
    public void Update_TheSameTwiceInAPass_CountsOnceByTheWorst()
    {
        var book = Book(2);
        Assert.Equal("Fired latency/a Error 1", Pass(book, Find("latency", "a"), Find("latency", "a") with { Severity = AlertSeverity.Error }));
    }

    [Fact]
    public void History_IsBoundedInNumber()
    {
        var book = Book(2);
        for (var i = 0; i < 3 * AlertBook.MaxHistory; i++)
            Pass(book, Find("latency", $"provider-{i}"));
        Assert.Equal(AlertBook.MaxHistory, book.Snapshot(_now).History.Length);
        Assert.Equal("provider-2999", Assert.Single(book.Snapshot(_now).Firing).Subject);
    }

    [Fact]
    public void History_IsBoundedInTime_ButWhatFiresStays()
    {
        var book = Book(2);
        Pass(book, Find("latency", "a"));
        Assert.Single(book.Snapshot(_now + Retention - TimeSpan.FromSeconds(5)).History);
        var later = book.Snapshot(_now + Retention + TimeSpan.FromSeconds(1));
        Assert.Empty(later.History);
        Assert.Single(later.Firing);
    }

    [Fact]
    public void Configure_AnotherThreshold_CountsWhatHasRepeated()
    {
        var book = Book(100);
        for (var i = 0; i < 3; i++)
            Pass(book, Find("latency", "a"));
        book.Configure(2, Retention);
        Assert.Equal("Escalated latency/a Error 4", Pass(book, Find("latency", "a")));
    }

    private static AlertBook Book(int threshold) => new(threshold, Retention);

    private static AlertFinding Find(string rule, string subject, string message = "") => new(rule, subject, message);

    private string Pass(AlertBook book, params AlertFinding[] findings)
    {
        var changes = book.Update(findings, _now);
        _now += TimeSpan.FromSeconds(5);
        return string.Join(" | ", changes.Select(change => $"{change.Change} {change.Alert.Rule}/{change.Alert.Subject} {change.Alert.Severity} {change.Alert.Repeats}"));
    }
}
