using QuantTradeAI.Streaming.Configuration.Documents;
using QuantTradeAI.Streaming.Configuration.Interpolation;
using QuantTradeAI.Streaming.Configuration.Schema;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>Reads the <c>cluster</c> section of a streaming configuration alone, as clients do: they need neither the adapters nor their credentials.</summary>
public static class ClusterConfigReader
{
    private const string Path = "streaming.cluster";

    /// <summary>Reads a file; defaults where it has no such section.</summary>
    /// <param name="path">The file: .yaml, .yml or .json.</param>
    /// <param name="variables">The environment for placeholders, null for what is not set; the process's by default.</param>
    /// <exception cref="Providers.ProviderConfigurationException">All problems, one a line.</exception>
    public static ClusterConfig Load(string path, Func<string, string?>? variables = null)
    {
        var problems = new ProblemList();
        var config = problems.Collect(() => Read(path, variables ?? Environment.GetEnvironmentVariable, problems));
        problems.ThrowIfAny();
        return config ?? new ClusterConfig();
    }

    private static ClusterConfig? Read(string path, Func<string, string?> variables, ProblemList problems)
    {
        if (ConfigFile.Read(path, problems).Member("streaming").Member("cluster") is not { } section)
            return null;
        var resolved = new Interpolator(path, variables, problems).Resolve(section, Path);
        return ClusterSchema.Root.Accept(resolved, Path, problems) is { } accepted ? new ClusterMapping(path, problems).Map(accepted) : null;
    }
}
