namespace QuantTradeAI.Deployment.Tests.Monitoring;

/// <summary>Alerts ask for what is told, say how bad it is, and have a way out.</summary>
public sealed class AlertRuleTests
{
    private static readonly IReadOnlyList<YamlValue> Rules =
        [.. YamlValue.Read("config/prometheus/alerts.yml").Single()["groups"].Items.SelectMany(group => group["rules"].Items)];

    public static TheoryData<string> Names => [.. Rules.Select(rule => rule["alert"].Text!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Alert_AsksForDocumentedMetrics(string name) => MetricNames.AssertDocumented(Get(name)["expr"].Text!);

    [Theory]
    [MemberData(nameof(Names))]
    public void Alert_SaysHowBadItIsAndWhat(string name)
    {
        Assert.Contains(Get(name)["labels"]["severity"].Text, (string[])["critical", "warning"]);
        Assert.EndsWith(".", Get(name)["annotations"]["summary"].Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Alert_HasAWayOutInTheRunbook(string name) =>
        Assert.Contains($"| `{name}` |", RepositoryFiles.Read("docs/running-a-cluster.md"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void Alert_HasATestOfItsOwn(string name)
    {
        var tests = YamlValue.Read("config/prometheus/alerts.test.yml").Single()["tests"].Items;

        Assert.Contains(tests, test => test["name"].Text == name && test["alert_rule_test"].Items.Any(check => check["exp_alerts"].Items.Count > 0));
        Assert.Contains(tests[^1]["alert_rule_test"].Items, check => check["alertname"].Text == name && !check["exp_alerts"].IsThere);
    }

    [Fact]
    public void Names_AreTheirOwn() => Assert.Equal(Rules.Count, Rules.Select(rule => rule["alert"].Text).Distinct().Count());

    [Fact]
    public void Scrape_ReadsTheRulesBesideIt_AndEverySiloOfCompose()
    {
        var config = YamlValue.Read("config/prometheus/prometheus.yml").Single();
        var silos = config["scrape_configs"].Items.Single(job => job["job_name"].Text == "silo");

        Assert.All(config["rule_files"].Texts, file => Assert.True(RepositoryFiles.Exists($"config/prometheus/{file}"), file));
        Assert.Equal(["silo-1:8000", "silo-2:8000"], silos["static_configs"].Items.Single()["targets"].Texts);
        Assert.Equal("/run/secrets/operator_token", silos["authorization"]["credentials_file"].Text);
    }

    private static YamlValue Get(string name) => Rules.Single(rule => rule["alert"].Text == name);
}
