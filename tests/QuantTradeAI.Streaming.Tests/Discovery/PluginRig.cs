using System.Collections.Immutable;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Discovery.Plugins;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>A folder of plugins that is gone after the test, and a discovery that looks into it.</summary>
internal sealed class PluginRig : IDisposable
{
    public const string Entry = "Dropped.dll";

    public PluginRig(Func<DiscoveryOptions, DiscoveryOptions>? change = null)
    {
        Directory.CreateDirectory(Root);
        var options = new DiscoveryOptions { PluginDirectories = [Root], BuiltIns = [typeof(SteadyAdapter)] };
        Discovery = new ProviderDiscovery(change?.Invoke(options) ?? options);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("plugins-").FullName;

    public ProviderDiscovery Discovery { get; }

    public ProviderRegistry Registry => Discovery.Registry;

    public string Folder(string folder) => Path.Combine(Root, folder);

    /// <summary>Writes a plugin whose manifest is right.</summary>
    public void Drop(string folder, string name = "dropped", string version = "1.0.0", string? source = null, params (string Path, byte[] Bytes)[] more) =>
        Drop(folder, name, version, [(Entry, PluginCompiler.Compile("Dropped", source ?? PluginCompiler.Adapter(name, version))), .. more]);

    public void Drop(string folder, string name, string version, (string Path, byte[] Bytes)[] files)
    {
        foreach (var (path, bytes) in files)
            Put(folder, path, bytes);
        var hashes = files.ToImmutableSortedDictionary(file => file.Path, file => PluginFiles.Hash(file.Bytes), StringComparer.Ordinal);
        PluginManifestWriter.WriteTo(Folder(folder), new PluginManifest(name, version, Entry, hashes));
    }

    public void Put(string folder, string path, byte[] bytes)
    {
        var full = Path.Combine(Folder(folder), path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
    }

    public void PutManifest(string folder, string text) => Put(folder, PluginManifest.FileName, System.Text.Encoding.UTF8.GetBytes(text));

    public void Remove(string folder) => Directory.Delete(Folder(folder), recursive: true);

    public Task<DiscoveryOutcome> RefreshAsync() => Discovery.RefreshAsync();

    /// <summary>Refreshes, and returns why the only thing that was refused was.</summary>
    public async Task<string> RefusalAsync() => Assert.Single((await RefreshAsync()).Refused).Reason;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
