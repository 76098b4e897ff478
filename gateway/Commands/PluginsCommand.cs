using System.CommandLine;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Discovery;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>gateway plugins verify</c> and <c>gateway plugins pack</c>.</summary>
internal sealed class PluginsCommand(CommandHost host)
{
    public static readonly string[] Examples =
    [
        "gateway plugins pack artifacts/plugins/mine      write its plugin.json",
        "gateway plugins verify artifacts/plugins/mine    would it be loaded?",
    ];

    public static readonly string[] VerifyExamples = ["gateway plugins verify artifacts/plugins/mine"];

    public static readonly string[] PackExamples = ["gateway plugins pack artifacts/plugins/mine"];

    public Command Verify { get; } = new("verify", "Load a plugin folder as the gateway would, test its adapter, unload it.\nIt runs the plugin's code.");

    public Command Pack { get; } = new("pack", "Write a folder's plugin.json: all its files with their SHA-256, last of all.\nIt runs the plugin's code: name and version are its adapter's.");

    public Command Build()
    {
        SetUp(Verify, "verified", folder => PluginPackage.VerifyAsync(folder, new DiscoveryOptions { Clock = host.Clock }));
        SetUp(Pack, "packed", folder => PluginPackage.PackAsync(folder, new DiscoveryOptions { Clock = host.Clock }));
        return new Command("plugins", "Pack and verify folders with adapters that are loaded while running.") { Pack, Verify };
    }

    private void SetUp(Command command, string done, Func<string, Task<PluginReport>> work)
    {
        var folder = new Argument<string>("DIR") { Description = "The plugin's folder." };
        var format = FormatOption.Create("one object.");
        command.Add(folder);
        command.Add(format);
        command.SetAction(async (parsed, _) =>
        {
            var report = await work(parsed.GetRequiredValue(folder));
            foreach (var line in parsed.IsJson(format) ? [JsonText.Of(PluginLine.Of(report))] : PluginText.Of(report, done))
                await host.Output.WriteLineAsync(line);
            return ExitCode.Ok;
        });
    }
}
