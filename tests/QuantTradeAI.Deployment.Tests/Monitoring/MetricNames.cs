namespace QuantTradeAI.Deployment.Tests.Monitoring;

/// <summary>Holds what is asked for against docs/metrics.md.</summary>
internal static class MetricNames
{
    /// <summary>Prometheus' own, and those of any scrape.</summary>
    private static readonly HashSet<string> Prometheus = ["up", "ALERTS"];

    /// <summary>Those that come from the scrape.</summary>
    private static readonly HashSet<string> ScrapeLabels = ["job", "instance", "le", "alertstate", "severity", "alertname"];

    private static readonly Dictionary<string, HashSet<string>> Documented = Read();

    /// <summary>Instruments of Orleans' meter are held against Orleans itself, where it can be referenced.</summary>
    public static bool IsOrleans(string metric) => metric.StartsWith("orleans_", StringComparison.Ordinal);

    public static void AssertDocumented(string expression)
    {
        var selectors = PromQl.Selectors(expression);

        Assert.NotEmpty(selectors);
        Assert.All(selectors, selector =>
        {
            if (Prometheus.Contains(selector.Metric))
                return;
            HashSet<string> labels = [];
            Assert.True(IsOrleans(selector.Metric) || Documented.TryGetValue(selector.Metric, out labels!), $"{selector.Metric} is not in docs/metrics.md: {expression}");
            Assert.All(selector.Labels, label => Assert.True(ScrapeLabels.Contains(label) || labels.Contains(label), $"{selector.Metric} has no label {label}: {expression}"));
        });
    }

    /// <summary>Lines <c>| `name` | type | unit | labels | meaning |</c>.</summary>
    private static Dictionary<string, HashSet<string>> Read()
    {
        var documented = new Dictionary<string, HashSet<string>>();
        foreach (var line in RepositoryFiles.Read("docs/metrics.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length != 5 || cells[1] is not ("counter" or "gauge" or "histogram"))
                continue;
            HashSet<string> labels = [.. cells[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
            foreach (var suffix in cells[1] == "histogram" ? (string[])["_bucket", "_sum", "_count"] : [""])
                documented.Add(cells[0].Trim('`') + suffix, labels);
        }

        return documented;
    }
}
