using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>
/// A plugin's own assemblies, apart from everybody else's, and collectible. From the host it gets the contract, .NET itself, and
/// what its adapter declares as a dependency; nothing else. It is no security boundary. It keeps no reference to its assemblies: while it
/// unloads, the runtime holds it, and so whatever it holds.
/// </summary>
internal sealed class PluginLoadContext(string name) : AssemblyLoadContext(name, isCollectible: true)
{
    private ImmutableHashSet<string> _lent = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The version of the plugin's own assembly of that simple name; null when it has none.</summary>
    public Version? VersionOf(string simpleName) => Own(simpleName, "")?.GetName().Version;

    /// <summary>Adds one of the plugin's own. The file is not touched again.</summary>
    /// <exception cref="PluginRefusedException">It is no assembly for this process, or there is one of that name.</exception>
    public Assembly Add(string path, byte[] image, byte[]? symbols)
    {
        try
        {
            return LoadFromStream(new MemoryStream(image), symbols is null ? null : new MemoryStream(symbols));
        }
        catch (BadImageFormatException)
        {
            throw new PluginRefusedException(
                $"'{path}' is no managed assembly that this process can load; expected one for .NET {Environment.Version.ToString(2)} or earlier, for any CPU or {RuntimeInformation.ProcessArchitecture}");
        }
        catch (FileLoadException)
        {
            throw new PluginRefusedException($"'{path}' holds an assembly that another file holds too; remove one");
        }
    }

    /// <summary>Lends the host's assemblies of these simple names.</summary>
    public void Lend(IEnumerable<string> simpleNames) => _lent = _lent.Union(simpleNames);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var simple = assemblyName.Name ?? "";
        if (simple == HostAssemblies.ContractName)
            return HostAssemblies.Contract;
        if (Own(simple, assemblyName.CultureName ?? "") is { } own)
            return own;
        if (HostAssemblies.IsFramework(simple) || !string.IsNullOrEmpty(assemblyName.CultureName))
            return null;
        return (_lent.Contains(simple) ? HostAssemblies.Find(simple) : null) ?? throw new FileNotFoundException(
            $"the plugin needs the assembly {simple} {assemblyName.Version}, which its manifest does not list; put {simple}.dll into the folder and pack it again");
    }

    private Assembly? Own(string simpleName, string culture) => Assemblies.FirstOrDefault(assembly =>
        assembly.GetName() is var name && string.Equals(name.Name, simpleName, StringComparison.OrdinalIgnoreCase) && (name.CultureName ?? "") == culture);
}
