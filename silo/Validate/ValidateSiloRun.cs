using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;
using QuantTradeAI.Gateway.Validate;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Silo.Validate;

/// <summary>Checks a configuration as every program does, and then whether this build of this program can do what it asks for.</summary>
internal sealed class ValidateSiloRun(CommandHost host)
{
    public int Run(string? named, IReadOnlyList<string> plugins, string format)
    {
        var file = named ?? ConfigFile.Find(null);
        var result = new ConfigCheck(new ConfiguredAdapters(plugins, host.Clock).CatalogOf).Run(file);
        ProblemReport.Write(host.Output, [result], format);
        if (!result.Problems.IsEmpty)
            return ExitCode.Failed;
        var missing = ClusterChecks.Of(StreamingConfigReader.Load(file, new ConfiguredAdapters(plugins, host.Clock).CatalogOf).Cluster).ToList();
        foreach (var problem in missing)
            host.Say(problem);
        return missing.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }
}
