using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>Finds out what a folder without a manifest holds.</summary>
internal static class PluginProbe
{
    /// <exception cref="PluginRefusedException">It holds no plugin.</exception>
    public static PluginManifest Describe(string folder, PluginLimits limits)
    {
        var files = Read(folder, limits);
        var context = new PluginLoadContext("pack");
        try
        {
            var (entry, name, version) = FindAdapter(context, files);
            return new PluginManifest(name, version, entry, files.ToImmutableSortedDictionary(file => file.Key, file => PluginFiles.Hash(file.Value), StringComparer.Ordinal));
        }
        catch (Exception error) when (error is not PluginRefusedException)
        {
            throw new PluginRefusedException($"it broke while looking for its adapter: {PluginRefusedException.Sentence(error)}");
        }
        finally
        {
            context.Unload();
        }
    }

    private static SortedDictionary<string, byte[]> Read(string folder, PluginLimits limits)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var left = limits.MaxTotalBytes;
        foreach (var full in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(folder, full).Replace(Path.DirectorySeparatorChar, '/');
            if (path == PluginManifest.FileName || path.Split('/').Any(part => part.StartsWith('.')) || IsContract(path))
                continue;
            if (Path.GetFileName(path) == PluginManifest.FileName)
                throw new PluginRefusedException($"it holds the plugin folder '{Path.GetDirectoryName(path)}'; name that one, or take it out");
            if (files.Count == limits.MaxFiles)
                throw new PluginRefusedException($"it holds more than {limits.MaxFiles} files; expected the plugin's own only");
            var bytes = PluginFiles.Read(folder, path, Math.Min(left, limits.MaxFileBytes));
            left -= bytes.Length;
            files.Add(path, bytes);
        }

        return files;
    }

    /// <summary>The host has its own: what a build copied beside the plugin is left out.</summary>
    private static bool IsContract(string path) => Path.GetFileNameWithoutExtension(path) == HostAssemblies.ContractName;

    private static (string Entry, string Name, string Version) FindAdapter(PluginLoadContext context, SortedDictionary<string, byte[]> files)
    {
        var assemblies = files.Where(file => PluginPath.IsAssembly(file.Key)).Select(file => (Path: file.Key, Assembly: context.Add(file.Key, file.Value, symbols: null))).ToList();

        // What does not know the contract is a dependency: its types may not even load by themselves.
        var adapters = assemblies.Where(one => one.Assembly.GetReferencedAssemblies().Any(name => name.Name == HostAssemblies.ContractName)).SelectMany(one => AdapterTypes.In(one.Assembly).Select(type => (one.Path, Type: type))).ToList();
        if (adapters.Count != 1)
            throw new PluginRefusedException($"it holds {adapters.Count} adapters{string.Concat(adapters.Take(10).Select(one => $", {one.Type.Name} in {one.Path}"))}; expected one public class derived from {nameof(StreamingProviderAdapter)}");
        var adapter = (StreamingProviderAdapter)Activator.CreateInstance(adapters[0].Type)!;
        return (adapters[0].Path, adapter.ProviderName ?? "", adapter.ProviderVersion ?? "");
    }
}
