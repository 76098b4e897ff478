using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Reads a streaming configuration, such as <c>config/streaming.yaml</c>, with the documents that it refers to.</summary>
public static class StreamingConfigReader
{
    /// <summary>Reads a file and holds each provider against its adapter, so that every problem has its place.</summary>
    /// <param name="path">The file: .yaml, .yml or .json.</param>
    /// <param name="catalog">The adapters that there are.</param>
    /// <param name="variables">The environment for placeholders and credentials, null for what is not set; the process's by default.</param>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    public static StreamingConfig Load(string path, IAdapterCatalog catalog, Func<string, string?>? variables = null) =>
        Load(path, new ConfigSources(catalog.Names, catalog, variables ?? Environment.GetEnvironmentVariable));

    /// <summary>Reads a file; what adapters can is not looked at.</summary>
    /// <param name="path">The file: .yaml, .yml or .json.</param>
    /// <param name="adapters">Names of the adapters that there are.</param>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    public static StreamingConfig Load(string path, IReadOnlyCollection<string> adapters) =>
        Load(path, new ConfigSources(adapters, null, Environment.GetEnvironmentVariable));

    /// <summary>Reads a file whose adapters depend on its own <c>plugins</c> section.</summary>
    /// <param name="path">The file: .yaml, .yml or .json.</param>
    /// <param name="catalogOf">The adapters that there are.</param>
    /// <param name="variables">The environment for placeholders and credentials, null for what is not set; the process's by default.</param>
    /// <param name="filesRead">Gets every file that was read, also when there are problems.</param>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    public static StreamingConfig Load(
        string path, Func<PluginsConfig, IAdapterCatalog> catalogOf, Func<string, string?>? variables = null, ICollection<string>? filesRead = null)
    {
        var sources = new ConfigSources([], null, variables ?? Environment.GetEnvironmentVariable, CatalogOf: catalogOf);
        return Load(path, sources, filesRead);
    }

    /// <summary>Reads a text; <paramref name="file"/> is what problems call it, and says JSON if it ends so.</summary>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    public static StreamingConfig Parse(string file, string text, IAdapterCatalog catalog, Func<string, string?>? variables = null) =>
        Parse(file, text, new ConfigSources(catalog.Names, catalog, variables ?? Environment.GetEnvironmentVariable));

    /// <summary>Reads a text; what adapters can is not looked at.</summary>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    public static StreamingConfig Parse(string file, string text, IReadOnlyCollection<string> adapters) =>
        Parse(file, text, new ConfigSources(adapters, null, Environment.GetEnvironmentVariable));

    private static StreamingConfig Load(string path, ConfigSources sources) => Load(path, sources, null);

    /// <summary>Reads a file and those that it names from where <paramref name="sources"/> has them.</summary>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    internal static StreamingConfig Load(string path, ConfigSources sources, ICollection<string>? filesRead) =>
        Read(path, problems => ConfigFile.Read(path, problems, files: sources.Files), sources, filesRead);

    private static StreamingConfig Parse(string file, string text, ConfigSources sources) => Read(file, problems => ConfigFile.Parse(file, text, problems), sources);

    private static StreamingConfig Read(string file, Func<ProblemList, ConfigNode?> parse, ConfigSources sources, ICollection<string>? filesRead = null)
    {
        var problems = new ProblemList();
        var config = problems.Collect(() => parse(problems) is { } root ? new StreamingDocument(file, sources, problems).Read(root) : null);
        foreach (var read in problems.FilesRead)
            filesRead?.Add(read);
        problems.ThrowIfAny();
        return config!;
    }
}
