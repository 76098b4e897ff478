using QuantTradeAI.Tests.Operations;

namespace QuantTradeAI.Streaming.Tests.Telemetry;

/// <summary>One line of docs/metrics.md: <c>| name | type | unit | labels | meaning |</c>.</summary>
internal sealed record MetricContract(string Name, string Type, string Unit, string Labels, string Help)
{
    /// <summary>All lines of the document.</summary>
    public static IReadOnlyList<MetricContract> Read() =>
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "metrics.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 5 && cells[1] is "counter" or "gauge" or "histogram")
            .Select(cells => new MetricContract(cells[0].Trim('`'), cells[1], cells[2], cells[3], cells[4])),
    ];

    /// <summary>What a page says, whose units and labels it shows.</summary>
    public static MetricContract Of(Exposition.Family family)
    {
        var name = family.Type == "counter" ? $"{family.Name}_total" : family.Name;
        var labels = family.Samples.SelectMany(sample => sample.Labels.Keys).Distinct().Where(label => label != "le");
        return new MetricContract(name, family.Type, family.Unit, string.Join(", ", labels), family.Help);
    }

    public override string ToString() => $"| `{Name}` | {Type} | {Unit} | {Labels} | {Help} |";
}
