using System.Collections.Immutable;
using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>
/// A streaming configuration with the documents that it names, as texts: placeholders are in them as they were written, and the files that
/// placeholders read are not among them.
/// </summary>
/// <param name="Main">The name of the streaming configuration among <paramref name="Files"/>.</param>
/// <param name="Files">By names relative to its folder; those that were written with a full path elsewhere keep it.</param>
internal sealed record ConfigurationBundle(string Main, ImmutableArray<ConfigurationFile> Files)
{
    /// <summary>Tells bundles apart by what they say.</summary>
    public string Hash { get; } = ConfigurationHash.Of(Main, Files);

    /// <summary>What was read for a configuration.</summary>
    /// <param name="path">The configuration's file.</param>
    /// <param name="contents">The documents by the paths that were asked for, it among them.</param>
    /// <exception cref="ProviderConfigurationException">It is more than silos can hand each other.</exception>
    public static ConfigurationBundle Of(string path, IReadOnlyDictionary<string, byte[]> contents)
    {
        var files = contents
            .Select(read => new ConfigurationFile(NameOf(path, read.Key), ConfigFile.Text(read.Value)))
            .DistinctBy(file => file.Name)
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        var main = Path.GetFileName(path);
        return ConfigurationLimits.Judge(main, files) is { } problem
            ? throw new ProviderConfigurationException($"{path}: {problem}")
            : new ConfigurationBundle(main, files);
    }

    /// <summary>What the cluster has.</summary>
    public static ConfigurationBundle Of(ClusterConfiguration configuration) => new(configuration.Main, configuration.Files);

    /// <summary>As what a silo offers.</summary>
    public ConfigurationOffer OfferOf(string silo, bool isChange) => new(silo, Main, Files, isChange);

    /// <summary>The files as if they lay in and around a folder of this machine.</summary>
    public GivenFiles In(string folder) =>
        new(Files.ToDictionary(file => Path.GetFullPath(Path.Combine(folder, file.Name)), file => file.Text, StringComparer.Ordinal));

    private static string NameOf(string path, string asked)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var before = ConfigFile.Beside(path, "x")[..^1];
        var written = asked.StartsWith(before, StringComparison.Ordinal) ? asked[before.Length..] : asked;
        var name = Path.IsPathRooted(written)
            ? Path.GetFullPath(written)
            : Path.GetRelativePath(Path.GetFullPath(Path.Combine(folder, ".")), Path.GetFullPath(Path.Combine(folder, written)));
        return name.Replace('\\', '/');
    }
}
