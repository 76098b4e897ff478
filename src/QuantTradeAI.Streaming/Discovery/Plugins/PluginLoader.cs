using System.Reflection;
using System.Runtime.Versioning;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Registry;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>Loads a plugin from bytes that were hashed, beside whatever serves, and puts its adapter to the test.</summary>
internal sealed class PluginLoader(DiscoveryOptions options)
{
    /// <exception cref="PluginRefusedException">It must not be used.</exception>
    /// <exception cref="TimeoutException">It hangs; <paramref name="attempt"/> tells where.</exception>
    public Task<LoadedPlugin> LoadAsync(PluginFolder folder, LoadAttempt attempt) =>
        DeadlineThread.RunAsync($"plugin {folder.Manifest!.Name} {folder.Manifest.Version}", () => Load(folder, folder.Manifest, attempt), options.AdapterTimeout, options.Clock);

    private LoadedPlugin Load(PluginFolder folder, PluginManifest manifest, LoadAttempt attempt)
    {
        var files = ReadVerified(folder.Path, manifest);
        attempt.Stage = "loading its assemblies";
        var context = new PluginLoadContext($"{manifest.Name} {manifest.Version}");
        attempt.Context = new WeakReference(context);
        try
        {
            var entry = AddAssemblies(context, manifest, files);
            return Inspect(context, entry, folder.Path, manifest, attempt);
        }
        catch (Exception error)
        {
            context.Unload();
            throw error as PluginRefusedException ?? new PluginRefusedException($"it broke while {attempt.Stage}: {PluginRefusedException.Sentence(error)}");
        }
    }

    private Dictionary<string, byte[]> ReadVerified(string folder, PluginManifest manifest)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var total = 0L;
        foreach (var (path, expected) in manifest.Files)
        {
            var bytes = PluginFiles.Read(folder, path, options.Limits.MaxFileBytes);
            total += bytes.Length;
            if (total > options.Limits.MaxTotalBytes)
                throw new PluginRefusedException($"its files are larger than {options.Limits.MaxTotalBytes:N0} bytes together; expected at most that");
            var actual = PluginFiles.Hash(bytes);
            if (actual != expected)
                throw new PluginRefusedException($"'{path}' has the SHA-256 {actual}, the manifest says {expected}; copy the file again, or pack the folder again");
            files.Add(path, bytes);
        }

        return files;
    }

    private static Assembly AddAssemblies(PluginLoadContext context, PluginManifest manifest, Dictionary<string, byte[]> files)
    {
        foreach (var (path, bytes) in files.OrderBy(file => file.Key, StringComparer.Ordinal).Where(file => PluginPath.IsAssembly(file.Key)))
        {
            if (Path.GetFileNameWithoutExtension(path) == HostAssemblies.ContractName)
                continue;
            context.Add(path, bytes, files.GetValueOrDefault(Path.ChangeExtension(path, ".pdb")));
        }

        var name = Path.GetFileNameWithoutExtension(manifest.EntryAssembly);
        return context.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == name)
            ?? throw new PluginRefusedException($"'{manifest.EntryAssembly}' does not hold an assembly called {name}; rename the file back");
    }

    private LoadedPlugin Inspect(PluginLoadContext context, Assembly entry, string folder, PluginManifest manifest, LoadAttempt attempt)
    {
        RequireTarget(entry);
        attempt.Stage = "looking for its adapter";
        var types = AdapterTypes.In(entry).ToList();
        if (types.Count != 1)
            throw new PluginRefusedException(types.Count == 0
                ? $"'{manifest.EntryAssembly}' holds no adapter; expected one public class derived from {nameof(StreamingProviderAdapter)}"
                : $"'{manifest.EntryAssembly}' holds {types.Count} adapters: {string.Join(", ", types.Select(type => type.Name).Order(StringComparer.Ordinal).Take(10))}; expected one, so give each a plugin of its own");

        attempt.Stage = "making its adapter";
        var adapter = (StreamingProviderAdapter)Activator.CreateInstance(types[0])!;
        attempt.Stage = "asking its adapter what it is";
        var metadata = AdapterDescription.Of(adapter, Path.Combine(folder, manifest.EntryAssembly), ProviderOrigin.Plugin);
        if (metadata.Name != manifest.Name || metadata.Version != manifest.Version)
            throw new PluginRefusedException($"the adapter is {metadata.Name} {metadata.Version}, the manifest says {manifest.Name} {manifest.Version}; pack the folder again");
        context.Lend(DependencyCheck.Require(metadata.Dependencies, context.VersionOf));
        attempt.Stage = "testing its adapter";
        AdapterSelfTest.Run(adapter, metadata.Capabilities);
        return new LoadedPlugin(context, types[0], metadata, folder, options.AdapterTimeout, options.Clock);
    }

    private static void RequireTarget(Assembly entry)
    {
        var target = entry.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.FullName == typeof(TargetFrameworkAttribute).FullName)?.ConstructorArguments[0].Value as string;
        if (target is not null && !RunsHere(target))
            throw new PluginRefusedException($"it was built for {target}; expected .NET {Environment.Version.ToString(2)} or earlier");

        var built = entry.GetReferencedAssemblies().FirstOrDefault(name => name.Name == HostAssemblies.ContractName)?.Version;
        var here = HostAssemblies.Contract.GetName().Version;
        if (built > here)
            throw new PluginRefusedException($"it was built against {HostAssemblies.ContractName} {built}; this host has {here}, so build it against that or an earlier one");
    }

    private static bool RunsHere(string target)
    {
        var parts = target.Split(",Version=v");
        return parts[0] == ".NETStandard"
            || (parts is [".NETCoreApp", var text] && Version.TryParse(text, out var version) && version <= Environment.Version);
    }
}
