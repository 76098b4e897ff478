using System.Text;
using FsCheck.Xunit;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Telemetry;
using QuantTradeAI.Streaming.Telemetry.Exposition;
using QuantTradeAI.Tests.Operations;
using Sample = QuantTradeAI.Streaming.Telemetry.Sample;

namespace QuantTradeAI.Streaming.Tests.Telemetry;

public sealed class ExpositionTests
{
    private static readonly MetricsMoment Moment = MetricsMoment.Of(FullStatus.Create(), TimeProvider.System);

    [Property(MaxTest = 300)]
    public void Write_OfAnyLabelsAndNumbers_IsReadAsItWas(string?[] values, double[] numbers, bool isOpenMetrics)
    {
        // What is no text, a lone half of a surrogate pair, cannot be UTF-8 either.
        var labels = values.Select(value => Wellformed(value ?? "")).Distinct().ToList();
        var samples = labels.Select((value, i) => Sample.Of(numbers.Length == 0 ? i : numbers[i % numbers.Length], value, "x")).ToList();

        var read = Read(Family(MetricKind.Gauge, samples, "a \"help\" with \\ and\nlines"), isOpenMetrics);

        var family = Assert.Single(read.Families.Values);
        Assert.Equal("a \"help\" with \\ and\nlines", family.Help);
        Assert.Equal(labels, family.Samples.Select(sample => sample.Labels["one"]));
        Assert.Equal(samples.Select(sample => sample.Value), family.Samples.Select(sample => sample.Value));
    }

    [Theory]
    [InlineData("say \"hi\"", "say \\\"hi\\\"")]
    [InlineData(@"C:\temp\new", @"C:\\temp\\new")]
    [InlineData("two\nlines", @"two\nlines")]
    [InlineData("\\n\n\\\"", "\\\\n\\n\\\\\\\"")]
    [InlineData("{a=\"b\"} 1\n# EOF\n", "{a=\\\"b\\\"} 1\\n# EOF\\n")]
    [InlineData("Zürich 東京 🚀", "Zürich 東京 🚀")]
    public void Write_OfAHostileLabel_Escapes(string value, string escaped) =>
        Assert.Contains($"x_test{{one=\"{escaped}\",two=\"\"}} 1\n", Text(Family(MetricKind.Gauge, [Sample.Of(1, value, "")]), isOpenMetrics: false), StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(1e21, "1E+21")]
    [InlineData(9007199254740991, "9007199254740991")]
    public void Write_OfANumber_IsExact(double number, string expected) =>
        Assert.EndsWith($"}} {expected}\n", Text(Family(MetricKind.Gauge, [Sample.Of(number, "a", "b")]), isOpenMetrics: false), StringComparison.Ordinal);

    [Fact]
    public void Write_OfACounter_NamesTheFamilyAsTheFormatWants()
    {
        var counter = MetricFamily.Single("x.test", MetricKind.Counter, MetricUnits.Bytes, "Help.", static _ => 3);

        Assert.Equal("# HELP x_test_bytes_total Help.\n# TYPE x_test_bytes_total counter\nx_test_bytes_total 3\n", Text(counter, isOpenMetrics: false));
        Assert.Equal("# HELP x_test_bytes Help.\n# TYPE x_test_bytes counter\n# UNIT x_test_bytes bytes\nx_test_bytes_total 3\n# EOF\n", Text(counter, isOpenMetrics: true));
    }

    [Fact]
    public void Write_OfAHelpWithQuotes_EscapesThemInOpenMetricsOnly()
    {
        var quoted = MetricFamily.Single("x.test", MetricKind.Gauge, MetricUnits.Count, "A \"b\".", static _ => 3);

        Assert.StartsWith("# HELP x_test A \"b\".\n", Text(quoted, isOpenMetrics: false), StringComparison.Ordinal);
        Assert.StartsWith("# HELP x_test A \\\"b\\\".\n", Text(quoted, isOpenMetrics: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_OfLags_CumulatesAtTheToldBounds(bool isOpenMetrics)
    {
        var counts = new long[LatencyCounts.UpperBounds.Length + 1];
        Array.Fill(counts, 1);
        var family = new MetricFamily("x.lag", MetricKind.Histogram, MetricUnits.Seconds, "Help.", ["provider"])
        {
            Histograms = _ => [new HistogramSample(new LatencyCounts([.. counts], TimeSpan.FromSeconds(2.5)), ["a"])],
        };

        var read = Assert.Single(Read(family, isOpenMetrics).Families.Values);

        Assert.Equal("histogram", read.Type);
        var buckets = read.Samples.Where(sample => sample.Name == "x_lag_seconds_bucket").ToList();
        Assert.Equal(["0.00001", "0.000025", "0.00005", "0.0001"], buckets.Take(4).Select(bucket => bucket.Labels["le"]));
        Assert.Equal(isOpenMetrics ? ["50.0", "100.0", "+Inf"] : ["50", "100", "+Inf"], buckets.TakeLast(3).Select(bucket => bucket.Labels["le"]));
        Assert.Equal([1, 5, 8, 11], buckets.Take(4).Select(bucket => (int)bucket.Value));
        Assert.Equal([68, 71, 72], buckets.TakeLast(3).Select(bucket => (int)bucket.Value));
        Assert.Equal((2.5, 72), (read.Samples.Single(sample => sample.Name == "x_lag_seconds_sum").Value, read.Samples.Single(sample => sample.Name == "x_lag_seconds_count").Value));
    }

    [Fact]
    public void Write_Twice_IsTheSame()
    {
        var families = MetricFamilies.Scraped(hasSymbolLabels: true);

        Assert.Equal(
            ExpositionWriter.Write(families, Moment, ExpositionFormat.OpenMetrics), ExpositionWriter.Write(families, Moment with { Status = FullStatus.Create() }, ExpositionFormat.OpenMetrics));
    }

    private static MetricFamily Family(MetricKind kind, IReadOnlyList<Sample> samples, string help = "Help.") =>
        MetricFamily.Labelled("x.test", kind, MetricUnits.Count, help, ["one", "two"], _ => samples);

    private static string Text(MetricFamily family, bool isOpenMetrics) =>
        ExpositionWriter.Write([family], Moment, isOpenMetrics ? ExpositionFormat.OpenMetrics : ExpositionFormat.Prometheus);

    private static Exposition Read(MetricFamily family, bool isOpenMetrics) => Exposition.Parse(Text(family, isOpenMetrics), isOpenMetrics);

    private static string Wellformed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
