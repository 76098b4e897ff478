using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>What <c>plugin.json</c> says: the promise that a folder is whole.</summary>
/// <param name="Name">The provider's name.</param>
/// <param name="Version">Its semantic version.</param>
/// <param name="EntryAssembly">The file with the adapter.</param>
/// <param name="Files">SHA-256, in lower-case hexadecimal, of each file that may be loaded, by path with <c>/</c>.</param>
internal sealed record PluginManifest(string Name, string Version, string EntryAssembly, ImmutableSortedDictionary<string, string> Files)
{
    public const string FileName = "plugin.json";

    /// <summary>The version of the manifest's own form.</summary>
    public const int Schema = 1;
}
