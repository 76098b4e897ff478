using System.Reflection;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Finds the adapters that ship with the product. The engine knows their assembly by name only, so that it depends on no venue.</summary>
public static class BuiltInAdapterSource
{
    private const string AssemblyName = "QuantTradeAI.Streaming.Adapters";

    /// <summary>A fresh instance of each, ordered by name.</summary>
    /// <exception cref="ProviderDiscoveryException">The assembly is not there.</exception>
    public static IReadOnlyList<StreamingProviderAdapter> Load()
    {
        Assembly assembly;
        try
        {
            assembly = Assembly.Load(AssemblyName);
        }
        catch (Exception error) when (error is IOException or BadImageFormatException)
        {
            throw new ProviderDiscoveryException($"The built-in adapters are missing; reference {AssemblyName}, or pass adapters of your own.", error);
        }

        return [.. assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(StreamingProviderAdapter)) && !type.IsAbstract)
            .Select(type => (StreamingProviderAdapter)Activator.CreateInstance(type)!)
            .OrderBy(adapter => adapter.ProviderName, StringComparer.Ordinal)];
    }
}
