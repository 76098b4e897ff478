using QuantTradeAI.Client.Commands;
using QuantTradeAI.Client.Connecting;
using QuantTradeAI.Client.Display;
using QuantTradeAI.Cluster;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;

namespace QuantTradeAI.Client.Running;

/// <summary>Shows what the registry knows.</summary>
internal sealed class RegistryRun(CommandHost host, ClientSettings settings)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await using var connection = await ClusterConnection.OpenAsync(host, settings, stop);
        var view = await connection.Cluster.GetGrain<IProviderRegistryGrain>(0).GetAsync().WithinAsync("the registry", stop);
        if (settings.Json)
        {
            await host.Output.WriteLineAsync(JsonText.Of(view));
            return ExitCode.Ok;
        }

        await host.Output.WriteLineAsync($"configuration version {view.ConfigurationVersion}");
        Tables.Write(host, RegistryTable.Silos(view));
        Tables.Write(host, RegistryTable.Adapters(view));
        return ExitCode.Ok;
    }
}
