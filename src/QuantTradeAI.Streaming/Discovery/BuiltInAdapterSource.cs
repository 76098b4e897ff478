using System.Reflection;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Finds the adapters that ship with the product. The engine knows their assembly by name only, so that it depends on no venue.</summary>
public static class BuiltInAdapterSource
{
    private const string AssemblyName = "QuantTradeAI.Streaming.Adapters";

    /// <summary>The assembly metadata by which <see cref="AssemblyName"/> names further assemblies with adapters that ship.</summary>
    private const string FurtherKey = "BuiltInAdapters";

    /// <summary>A fresh instance of each, ordered by name.</summary>
    /// <exception cref="ProviderDiscoveryException">The assembly is not there.</exception>
    public static IReadOnlyList<StreamingProviderAdapter> Load() =>
    [
        .. FindTypes()
            .Select(type => (StreamingProviderAdapter)Activator.CreateInstance(type)!)
            .OrderBy(adapter => adapter.ProviderName, StringComparer.Ordinal),
    ];

    /// <summary>Their types, in no particular order.</summary>
    /// <exception cref="ProviderDiscoveryException">An assembly is not there.</exception>
    internal static IReadOnlyList<Type> FindTypes()
    {
        var main = LoadAssembly(AssemblyName);
        var further = main.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(metadata => metadata.Key == FurtherKey)
            .Select(metadata => LoadAssembly(metadata.Value ?? ""));
        return [.. further.Prepend(main).SelectMany(AdapterTypes.In)];
    }

    private static Assembly LoadAssembly(string name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception error) when (error is IOException or BadImageFormatException or ArgumentException)
        {
            throw new ProviderDiscoveryException($"The built-in adapters of {name} are missing; reference {AssemblyName}, or pass adapters of your own.", error);
        }
    }
}
