namespace QuantTradeAI.Cluster.Registry;

/// <summary>What the registry keeps: the configuration and which ones it replaced. Written on changes only.</summary>
[GenerateSerializer, Alias("QuantTradeAI.RegistryState")]
internal sealed class RegistryState
{
    /// <summary>0 before the first.</summary>
    [Id(0)]
    public long Version { get; set; }

    [Id(1)]
    public string Main { get; set; } = "";

    [Id(2)]
    public List<ConfigurationFile> Files { get; set; } = [];

    /// <summary>Hashes, the newest last.</summary>
    [Id(3)]
    public List<string> History { get; set; } = [];

    public static RegistryState Of(ConfigurationBook book) => new()
    {
        Version = book.Current.Version,
        Main = book.Current.Main,
        Files = [.. book.Current.Files],
        History = [.. book.History],
    };

    public ConfigurationBook ToBook() => new(new ClusterConfiguration(Version, Main, [.. Files]), [.. History]);
}
