using System.CommandLine;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Discovery;

namespace QuantTradeAI.Gateway.Commands;

/// <summary><c>gateway providers</c>, and the place of <see cref="OperationCommands"/>.</summary>
internal sealed class ProvidersCommand(CommandHost host)
{
    public static readonly string[] Examples =
    [
        "gateway providers",
        "gateway providers --plugins artifacts/plugins --format json",
        "gateway providers isolate binance                      of a running gateway",
    ];

    private readonly Option<string[]> _plugins = PluginsOption.Create();

    private readonly Option<string> _format = FormatOption.Create("one object.");

    public Command Build()
    {
        var command = new Command("providers", "Show adapters; its commands are for the providers of a running gateway.\nExits with 1 when an adapter was refused, and says why.") { _plugins, _format };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(_plugins) ?? [], parsed.IsJson(_format), stop));
        return command;
    }

    private async Task<int> RunAsync(string[] plugins, bool json, CancellationToken stop)
    {
        var outcome = await new ProviderDiscovery(new DiscoveryOptions { PluginDirectories = [.. plugins], Clock = host.Clock }).RefreshAsync(stop);
        foreach (var line in json ? [JsonText.Of(ProvidersReport.Of(outcome))] : ProvidersText.Of(outcome))
            await host.Output.WriteLineAsync(line);
        return outcome.Refused.Any() ? ExitCode.Failed : ExitCode.Ok;
    }
}
