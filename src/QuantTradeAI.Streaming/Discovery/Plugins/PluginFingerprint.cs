using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>One text that changes when anything in the plugin folders does that a refresh would see.</summary>
internal static class PluginFingerprint
{
    public static string Of(ImmutableArray<string> directories, DiscoveryOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var scan = PluginScan.Of(directories, options);
        foreach (var problem in scan.Problems)
            Add(hash, problem.ToString());
        foreach (var folder in scan.Folders)
        {
            Add(hash, $"{folder.Path} {folder.ManifestHash} {folder.Problem}");

            // A file that was missing, or was still being copied, comes without a new manifest.
            foreach (var file in folder.Manifest?.Files.Keys ?? [])
                Add(hash, StampOf(Path.Combine(folder.Path, file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string StampOf(string path)
    {
        try
        {
            var file = new FileInfo(PluginPath.Real(path));
            return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{path} {file.Length} {file.LastWriteTimeUtc.Ticks}") : path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{path} {error.Message}";
        }
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
