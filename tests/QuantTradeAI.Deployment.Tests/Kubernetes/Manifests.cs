namespace QuantTradeAI.Deployment.Tests.Kubernetes;

/// <summary>The objects of the base, by kind and name.</summary>
internal static class Manifests
{
    public const string Base = "deploy/kubernetes/base";

    public static readonly YamlValue Kustomization = YamlValue.Read($"{Base}/kustomization.yaml").Single();

    public static readonly IReadOnlyList<YamlValue> All =
        [.. Kustomization["resources"].Texts.SelectMany(file => YamlValue.Read($"{Base}/{file}"))];

    public static YamlValue Deployment => Get("Deployment", "silo");

    public static YamlValue Pod => Deployment["spec"]["template"]["spec"];

    public static YamlValue Silo => Pod["containers"].Items.Single();

    public static IReadOnlyList<YamlValue> Containers => [.. Pod["initContainers"].Items, .. Pod["containers"].Items];

    public static YamlValue Get(string kind, string name) =>
        All.Single(item => item["kind"].Text == kind && item["metadata"]["name"].Text == name);
}
