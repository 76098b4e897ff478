using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Gateway.Validate;

/// <summary>Checks files, and tells what is wrong with them.</summary>
internal sealed class ValidateRun(CommandHost host, ValidateSettings settings)
{
    public int Run()
    {
        var results = Distinct((settings.Files.Count > 0 ? settings.Files : [ConfigFile.Find(null)]).Distinct().Select(Check));
        ProblemReport.Write(host.Output, results, settings.Format);
        return results.All(result => result.Problems.IsEmpty) ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>Each file has adapters of its own: a streaming configuration names folders of plugins.</summary>
    private ConfigCheckResult Check(string file) =>
        new ConfigCheck(new ConfiguredAdapters(settings.Plugins, host.Clock).CatalogOf, settings.Environment).Run(file);

    /// <summary>Tells a document's problem once, although the document was read twice: by itself, and for a streaming configuration.</summary>
    private static List<ConfigCheckResult> Distinct(IEnumerable<ConfigCheckResult> results)
    {
        var told = new HashSet<ConfigProblem>();
        return [.. results.Select(result => result with { Problems = [.. result.Problems.Where(told.Add)] })];
    }
}
