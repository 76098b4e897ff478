namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>A folder that holds a plugin, or should.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Manifest">What it says of itself; null when that cannot be used.</param>
/// <param name="ManifestHash">SHA-256 of the manifest, which stands for all its files; empty when there is none.</param>
/// <param name="Problem">Why the manifest cannot be used; null when it can.</param>
internal sealed record PluginFolder(string Path, PluginManifest? Manifest, string ManifestHash, string? Problem)
{
    /// <summary>Reads a folder's manifest.</summary>
    public static PluginFolder Read(string path, DiscoveryOptions options)
    {
        var (hash, manifest) = ("", (PluginManifest?)null);
        try
        {
            var bytes = PluginFiles.Read(path, PluginManifest.FileName, options.Limits.MaxManifestBytes);
            hash = PluginFiles.Hash(bytes);
            manifest = PluginManifestReader.Read(bytes, options.Limits);
            if (options.AllowedManifests.IsDefaultOrEmpty || options.AllowedManifests.Contains(hash, StringComparer.OrdinalIgnoreCase))
                return new PluginFolder(path, manifest, hash, null);
            return new PluginFolder(path, manifest, hash, $"its manifest's SHA-256 {hash} is not among those that are allowed; add it if the plugin is to be trusted");
        }
        catch (PluginRefusedException refused)
        {
            return new PluginFolder(path, manifest, hash, refused.Message);
        }
    }
}
