using System.Collections.Immutable;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>What lies in the folders of plugins.</summary>
/// <param name="Folders">The plugin folders, by path.</param>
/// <param name="Problems">Folders of plugins that cannot be used.</param>
/// <param name="Unreadable">Those of them whose plugins must not be taken for removed.</param>
internal sealed record PluginScan(ImmutableArray<PluginFolder> Folders, ImmutableArray<UnusedProvider> Problems, ImmutableHashSet<string> Unreadable)
{
    private const int MaxEntries = 10_000;

    public static PluginScan Of(ImmutableArray<string> directories, DiscoveryOptions options)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        var problems = ImmutableArray.CreateBuilder<UnusedProvider>();
        var unreadable = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var directory in directories)
        {
            if (ListInto(paths, directory) is not { } problem)
                continue;
            problems.Add(new UnusedProvider("", "", directory, UnusedKind.Refused, problem));
            unreadable.Add(directory);
        }

        return new PluginScan([.. paths.Select((path, place) => Read(path, place, options))], problems.ToImmutable(), unreadable.ToImmutable());
    }

    private static PluginFolder Read(string path, int place, DiscoveryOptions options) => place < options.Limits.MaxPlugins
        ? PluginFolder.Read(path, options)
        : new PluginFolder(path, null, "", $"there are more than {options.Limits.MaxPlugins} plugin folders; expected at most that many, so remove some");

    /// <summary>Adds the plugin folders of a directory, or says what is wrong with it.</summary>
    private static string? ListInto(SortedSet<string> paths, string directory)
    {
        try
        {
            if (File.Exists(Path.Combine(directory, PluginManifest.FileName)))
                return "is a plugin folder itself; name the folder that it lies in";
            var found = new DirectoryInfo(directory).EnumerateDirectories().Take(MaxEntries + 1).ToList();
            if (found.Count > MaxEntries)
                return $"holds more than {MaxEntries:N0} folders; expected one for each plugin";
            paths.UnionWith(found.Where(folder => !folder.Name.StartsWith('.')).Select(folder => Path.Combine(directory, folder.Name)));
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return "there is no such folder; make it, or take it out of the plugin directories";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return $"the folder cannot be listed: {error.Message}";
        }
    }
}
