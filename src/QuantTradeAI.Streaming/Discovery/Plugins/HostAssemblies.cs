using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery.Plugins;

/// <summary>What the host can lend to plugins.</summary>
internal static class HostAssemblies
{
    private static readonly string FrameworkFolder = RuntimeEnvironment.GetRuntimeDirectory();

    /// <summary>The one assembly that host and plugins must share: the contract.</summary>
    public static Assembly Contract { get; } = typeof(StreamingProviderAdapter).Assembly;

    public static string ContractName { get; } = Contract.GetName().Name!;

    /// <summary>Whether an assembly of that simple name is part of .NET itself.</summary>
    public static bool IsFramework(string name) =>
        name.IndexOfAny(Path.GetInvalidFileNameChars()) < 0 && File.Exists(Path.Combine(FrameworkFolder, name + ".dll"));

    /// <summary>The host's assembly of that simple name; null when it has none.</summary>
    public static Assembly? Find(string name)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (Exception error) when (error is IOException or BadImageFormatException or ArgumentException)
        {
            return null;
        }
    }
}
