using System.Text.Json;
using System.Text.RegularExpressions;

namespace QuantTradeAI.Deployment.Tests.Monitoring;

/// <summary>The dashboard asks for what is told, from the source that is provisioned.</summary>
public sealed partial class DashboardTests
{
    private const string File = "config/grafana/dashboards/cluster.json";

    private static readonly JsonElement Root = JsonDocument.Parse(RepositoryFiles.Read(File)).RootElement;

    private static IEnumerable<JsonElement> Panels => Root.GetProperty("panels").EnumerateArray();

    private static IEnumerable<JsonElement> Graphs => Panels.Where(panel => panel.GetProperty("type").GetString() != "row");

    [Fact]
    public void Queries_AskForDocumentedMetrics()
    {
        var queries = Graphs.SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!).ToList();

        Assert.InRange(queries.Count, 30, 200);
        Assert.All(queries, MetricNames.AssertDocumented);
        Assert.All(
            Root.GetProperty("templating").GetProperty("list").EnumerateArray().Select(variable => variable.GetProperty("query").GetProperty("query").GetString()!),
            query => MetricNames.AssertDocumented(LabelValues().Match(query).Groups[1].Value));
    }

    [Fact]
    public void Variables_AreThoseThatQueriesUse()
    {
        var defined = Root.GetProperty("templating").GetProperty("list").EnumerateArray().Select(variable => variable.GetProperty("name").GetString()).Order();
        var used = Used().Matches(RepositoryFiles.Read(File)).Select(match => match.Groups[1].Value).Distinct().Order();

        Assert.Equal(defined, used);
    }

    [Fact]
    public void Sources_AreTheProvisionedOne()
    {
        var source = YamlValue.Read("config/grafana/provisioning/datasources/prometheus.yaml").Single()["datasources"].Items.Single();

        Assert.All(Graphs, panel => Assert.Equal(source["uid"].Text, panel.GetProperty("datasource").GetProperty("uid").GetString()));
    }

    [Fact]
    public void Panels_HaveNumbersAndPlacesOfTheirOwn()
    {
        var cells = Panels.Select(panel => panel.GetProperty("gridPos")).SelectMany(place =>
            from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
            from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
            select (x, y)).ToList();

        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));
        Assert.Equal(cells.Count, cells.Distinct().Count());
        Assert.Equal(Panels.Count(), Panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
    }

    [Fact]
    public void Dashboard_KeepsItsAddressAndHasARowForEachThing()
    {
        Assert.Equal("quanttradeai-cluster", Root.GetProperty("uid").GetString());
        Assert.Equal(
            ["At a glance", "Providers", "Data", "Latency", "Queues", "Silos", "Orleans"],
            Panels.Where(panel => panel.GetProperty("type").GetString() == "row").Select(row => row.GetProperty("title").GetString()));
    }

    [Fact]
    public void Provisioning_LooksWhereComposePutsTheDashboard()
    {
        var folder = YamlValue.Read("config/grafana/provisioning/dashboards/files.yaml").Single()["providers"].Items.Single()["options"]["path"].Text;

        Assert.Contains(YamlValue.Read("docker-compose.yml").Single()["services"]["grafana"]["volumes"].Texts, volume => volume == $"./config/grafana/dashboards:{folder}:ro");
    }

    [GeneratedRegex(@"^label_values\((.+), *\w+\)$")]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"\$(?!__)(\w+)")]
    private static partial Regex Used();
}
