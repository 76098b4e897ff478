using System.Text;
using QuantTradeAI.Streaming.Telemetry;
using QuantTradeAI.Streaming.Telemetry.Exposition;
using QuantTradeAI.Streaming.Telemetry.Families;
using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Streaming.Tests.Telemetry;

public sealed class MetricContractTests
{
    // A63
    [Fact]
    public void Document_ListsExactlyWhatAFullStatusTells()
    {
        var page = new MetricsPage(TimeProvider.System, hasSymbolLabels: true).Write(FullStatus.Create(), ExpositionFormat.OpenMetrics);
        var told = Exposition.Parse(Encoding.UTF8.GetString(page), isOpenMetrics: true).Families.Values.ToList();

        Assert.All(told, family => Assert.NotEmpty(family.Samples));
        Assert.Equal(told.Select(family => MetricContract.Of(family).ToString()), MetricContract.Read().Select(line => line.ToString()));
    }

    [Fact]
    public void Page_WithoutSymbolLabels_LeavesStreamsOut()
    {
        var page = new MetricsPage(TimeProvider.System).Write(FullStatus.Create(), ExpositionFormat.Prometheus);
        var told = Exposition.Parse(Encoding.UTF8.GetString(page), isOpenMetrics: false);

        Assert.DoesNotContain(told.Samples, sample => sample.Labels.Values.Any(value => value.Contains("BTC-USD", StringComparison.Ordinal)));
        Assert.Equal(
            MetricContract.Read().Select(line => line.Name).Where(name => !name.StartsWith("stream_symbol_", StringComparison.Ordinal)), told.Families.Keys);
    }

    [Fact]
    public void Document_ExplainsEveryReasonOfAGap()
    {
        var document = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "metrics.md"));

        Assert.All(GapReasons.All, reason => Assert.Contains($"`{SnakeCase.Of(reason)}`", document, StringComparison.Ordinal));
    }

    [Fact]
    public void Names_FollowPrometheus()
    {
        var lines = MetricContract.Read();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal(line.Type == "counter", line.Name.EndsWith("_total", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.Matches("^[a-z][a-z0-9_]*$", line.Name));
        Assert.All(lines, line => Assert.DoesNotMatch("_(ms|us|ns|sec|per_sec|kb|mb)(_|$)", line.Name));
        Assert.All(lines, line => Assert.DoesNotMatch("(^|, )(le|quantile|symbol)(,|$)", line.Labels));
    }
}
