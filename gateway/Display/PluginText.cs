using QuantTradeAI.Streaming.Discovery;

namespace QuantTradeAI.Gateway.Display;

/// <summary>A plugin folder, for people.</summary>
internal static class PluginText
{
    public static IEnumerable<string> Of(PluginReport report, string done)
    {
        yield return $"{report.Metadata.Name} {report.Metadata.Version} {done}: {Words.Counted(report.Files.Length, "file")}";
        foreach (var file in report.Files)
            yield return $"  {file}";
        yield return "SHA-256 of its plugin.json, for an allow-list:";
        yield return $"  {report.ManifestHash}";
    }
}
