using System.Reflection;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Tells adapters from other types.</summary>
internal static class AdapterTypes
{
    /// <summary>The public adapters of an assembly that can be made.</summary>
    public static IEnumerable<Type> In(Assembly assembly) =>
        assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(StreamingProviderAdapter)) && !type.IsAbstract && !type.ContainsGenericParameters);
}
