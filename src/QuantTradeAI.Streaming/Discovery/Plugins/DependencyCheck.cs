using System.Collections.Immutable;
using NuGet.Versioning;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>Whether what an adapter declares to need is there: in its folder first, else in the host. Assembly versions count, not those of packages.</summary>
internal static class DependencyCheck
{
    /// <summary>Returns the simple names of what the host has to lend.</summary>
    /// <param name="dependencies">What is needed.</param>
    /// <param name="ownVersion">The version of the adapter's own assembly of that simple name; null when it has none.</param>
    /// <exception cref="PluginRefusedException">Something is missing or has another version; all of it is named.</exception>
    public static IReadOnlyList<string> Require(ImmutableArray<ProviderDependency> dependencies, Func<string, Version?> ownVersion)
    {
        var (lent, problems) = (new List<string>(), new List<string>());
        foreach (var dependency in dependencies)
        {
            var own = ownVersion(dependency.AssemblyName);
            var version = own ?? HostAssemblies.Find(dependency.AssemblyName)?.GetName().Version;
            if (ProblemOf(dependency, version, own is null ? "the host" : "its folder") is { } problem)
                problems.Add(problem);
            else if (own is null)
                lent.Add(dependency.AssemblyName);
        }

        return problems.Count == 0 ? lent : throw new PluginRefusedException(string.Join("; ", problems));
    }

    private static string? ProblemOf(ProviderDependency dependency, Version? version, string where)
    {
        var range = VersionRange.All;
        if (dependency.VersionRange.Length > 0 && !VersionRange.TryParse(dependency.VersionRange, out range!))
            return $"it needs {dependency.AssemblyName} '{dependency.VersionRange}', which is no version range; expected one like [1.2,2.0)";
        var wanted = dependency.VersionRange.Length == 0 ? dependency.AssemblyName : $"{dependency.AssemblyName} {dependency.VersionRange}";
        if (version is null)
            return $"it needs {wanted}, which is neither in its folder nor in the host; put {dependency.AssemblyName}.dll into the folder and pack it again";
        return range.Satisfies(new NuGetVersion(version))
            ? null
            : $"it needs {wanted}, but {where} has {version}; put a version in that range into the folder and pack it again";
    }
}
