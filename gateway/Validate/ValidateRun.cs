using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Running;
using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Gateway.Validate;

/// <summary>Checks files, and tells what is wrong with them.</summary>
internal sealed class ValidateRun(CommandHost host, ValidateSettings settings)
{
    private static readonly string[] Suffixes = [".yaml", ".yml", ".json"];

    public int Run()
    {
        var results = Distinct((settings.Files.Count > 0 ? settings.Files : DefaultFiles()).Distinct().Select(Check));
        ProblemReport.Write(host.Output, results, settings.Format);
        return results.All(result => result.Problems.IsEmpty) ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>Each file has adapters of its own: a streaming configuration names folders of plugins.</summary>
    private ConfigCheckResult Check(string file) =>
        new ConfigCheck(new ConfiguredAdapters(settings.Plugins, host.Clock).CatalogOf, settings.Environment).Run(file);

    /// <summary>The streaming configuration, and the providers' documents beside it.</summary>
    private static IReadOnlyList<string> DefaultFiles()
    {
        var streaming = ConfigFile.Find(null);
        var providers = Path.Combine(Path.GetDirectoryName(streaming)!, "providers");
        var documents = Directory.Exists(providers)
            ? Directory.EnumerateFiles(providers).Where(file => Suffixes.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            : [];
        return [streaming, .. documents.Order(StringComparer.Ordinal)];
    }

    /// <summary>Tells a document's problem once, although the document was read twice: by itself, and for a streaming configuration.</summary>
    private static List<ConfigCheckResult> Distinct(IEnumerable<ConfigCheckResult> results)
    {
        var told = new HashSet<ConfigProblem>();
        return [.. results.Select(result => result with { Problems = [.. result.Problems.Where(told.Add)] })];
    }
}
