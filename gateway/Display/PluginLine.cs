using QuantTradeAI.Streaming.Discovery;

namespace QuantTradeAI.Gateway.Display;

/// <summary>A plugin folder, for machines.</summary>
internal sealed record PluginLine(string Name, string Version, string Path, string ManifestSha256, IReadOnlyList<string> Files, bool Changed)
{
    public static PluginLine Of(PluginReport report) =>
        new(report.Metadata.Name, report.Metadata.Version, report.Metadata.ModulePath, report.ManifestHash, report.Files, report.IsChanged);
}
