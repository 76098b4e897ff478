using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Checks configuration files of either kind, as start-up does, without running anything.</summary>
/// <param name="catalogOf">The adapters that there are with such plugins.</param>
/// <param name="environment">The environment of providers' documents; null leaves it to entries and documents.</param>
/// <param name="variables">The environment for placeholders and credentials, null for what is not set; the process's by default.</param>
public sealed class ConfigCheck(Func<PluginsConfig, IAdapterCatalog> catalogOf, string? environment = null, Func<string, string?>? variables = null)
{
    private readonly ConfigSources _sources = new([], null, variables ?? Environment.GetEnvironmentVariable, environment, catalogOf);

    /// <summary>With the same adapters whatever plugins a file names.</summary>
    public ConfigCheck(IAdapterCatalog catalog, string? environment = null, Func<string, string?>? variables = null)
        : this(_ => catalog, environment, variables)
    {
    }

    /// <summary>All that is wrong with a file. Never throws for what a file holds.</summary>
    public ConfigCheckResult Run(string path)
    {
        var problems = new ProblemList();
        var root = problems.Collect(() => ConfigFile.Read(path, problems));
        var kind = root is null ? ConfigDocumentKind.Unknown : KindOf(root);
        problems.Collect(() => Check(path, root, kind, problems));
        return new ConfigCheckResult(path, kind, problems.Sorted());
    }

    private ConfigNode? Check(string path, ConfigNode? root, ConfigDocumentKind kind, ProblemList problems)
    {
        if (kind == ConfigDocumentKind.Streaming)
            new StreamingDocument(path, _sources, problems).Read(root!);
        else if (kind == ConfigDocumentKind.Provider)
            CheckProvider(path, root!, problems);
        else if (root is MappingNode)
            problems.Add(root, "got neither 'streaming' nor 'provider'; expected one of them, which says what the file is");
        else if (root is not null)
            problems.Add(root, $"got {root.Describe()}; expected a mapping");
        return root;
    }

    private static ConfigDocumentKind KindOf(ConfigNode root) =>
        root.Member("streaming") is not null || root.Member("streaming_health") is not null ? ConfigDocumentKind.Streaming
        : root.Member("provider") is not null || root.Member("environments") is not null ? ConfigDocumentKind.Provider
        : ConfigDocumentKind.Unknown;

    private void CheckProvider(string path, ConfigNode root, ProblemList problems)
    {
        if (ProviderDocumentReader.Read(path, root, ProviderDocumentReader.Asked(_sources.Environment), _sources.Variables, problems) is not { } document)
            return;
        var place = document.Places.Find("provider")!.Value;
        var catalog = catalogOf(new PluginsConfig());
        if (!catalog.Names.Contains(document.Provider))
        {
            problems.Add(place, "provider", UnknownProvider.OfDocument((ScalarNode)root.Member("provider")!, catalog.Names));
            return;
        }

        try
        {
            ProviderNegotiation.Negotiate(null, document, catalog.Create(document.Provider), _sources.Variables, problems, place);
        }
        catch (ProviderDiscoveryException error)
        {
            problems.Add(place, "provider", $"the provider's adapter cannot be made: {Shown.Line(error.Message)}");
        }
    }
}
