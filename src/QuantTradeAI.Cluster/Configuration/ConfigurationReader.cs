using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>
/// Reads configurations for this silo: its own file, and what the cluster has. In both, placeholders come from this silo's environment, and
/// paths of folders are relative to the folder of its own file.
/// </summary>
/// <param name="path">This silo's own file; it need not be there to read what the cluster has.</param>
/// <param name="catalogOf">The adapters that this silo carries with such plugins.</param>
/// <param name="variables">The environment; null for what is not set.</param>
/// <param name="elsewhere">Names of the adapters that other silos carry: a provider that only they can run is no mistake here.</param>
internal sealed class ConfigurationReader(
    string path, Func<PluginsConfig, IAdapterCatalog> catalogOf, Func<string, string?> variables, Func<IReadOnlyCollection<string>> elsewhere)
{
    /// <summary>This silo's own file.</summary>
    public string FilePath => path;

    /// <summary>Names of the adapters that other silos carry.</summary>
    public IReadOnlyCollection<string> Elsewhere => elsewhere();

    /// <summary>Reads this silo's own file.</summary>
    /// <param name="filesRead">Gets every file that was read, also when there are problems.</param>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    public (StreamingConfig Config, ConfigurationBundle Bundle) ReadOwn(ICollection<string> filesRead)
    {
        var files = new KeptFiles(DiskFiles.Instance);
        var config = StreamingConfigReader.Load(path, Sources(files), filesRead);
        return (config, ConfigurationBundle.Of(path, files.Contents));
    }

    /// <summary>Reads what the cluster has.</summary>
    /// <param name="bundle">The texts.</param>
    /// <param name="filesRead">Gets every file that it names, with those of placeholders.</param>
    /// <exception cref="ProviderConfigurationException">All problems, one a line.</exception>
    public StreamingConfig Read(ConfigurationBundle bundle, ICollection<string> filesRead)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        return StreamingConfigReader.Load(Path.Combine(folder, bundle.Main), Sources(bundle.In(folder)), filesRead);
    }

    private ConfigSources Sources(IConfigFiles files) => new([], null, variables, CatalogOf: catalogOf) { Files = files, Elsewhere = elsewhere() };
}
