namespace QuantTradeAI.Deployment.Tests.Monitoring;

/// <summary>The reader of expressions finds what the other tests rely on.</summary>
public sealed class PromQlTests
{
    [Theory]
    [InlineData("up", "up")]
    [InlineData("sum by (provider) (rate(a_total{kind=\"b_c\",x=~\"d|e\"}[5m])) > 0.1", "a_total(kind,x)")]
    [InlineData("max by (p) (a_b and on (p, i) c_d == 1 and on (p, i) e_f > 0) > 120", "a_b() c_d() e_f()")]
    [InlineData("histogram_quantile(0.99, sum by (p, le) (rate(l_bucket{p=~\"$p\"}[$__rate_interval]))) > 1", "l_bucket(p)")]
    [InlineData("count(a == 1) or vector(0)", "a()")]
    [InlineData("a{x=\"1\"} + 2 * b{y!=\"z\"}", "a(x) b(y)")]
    public void Selectors_OfAnExpression_AreItsMetrics(string expression, string expected) =>
        Assert.Equal(
            expected == "up" ? "up()" : expected,
            string.Join(' ', PromQl.Selectors(expression).Select(selector => $"{selector.Metric}({string.Join(',', selector.Labels)})")));

    [Theory]
    [InlineData("stream_no_such_metric > 0")]
    [InlineData("stream_gaps_total{symbol=\"x\"}")]
    [InlineData("stream_feed_lag_seconds")]
    public void AssertDocumented_WhatIsNotToldByTheService_Fails(string expression) =>
        Assert.ThrowsAny<Exception>(() => MetricNames.AssertDocumented(expression));
}
