using System.Collections.Immutable;
using QuantTradeAI.Client.Commands;
using QuantTradeAI.Client.Connecting;
using QuantTradeAI.Client.Display;
using QuantTradeAI.Cluster;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;

namespace QuantTradeAI.Client.Running;

/// <summary>Shows the health of the provider grains.</summary>
internal sealed class ProvidersRun(CommandHost host, ClientSettings settings)
{
    public async Task<int> RunAsync(CancellationToken stop)
    {
        await using var connection = await ClusterConnection.OpenAsync(host, settings, stop);
        var registry = connection.Cluster.GetGrain<IProviderRegistryGrain>(0);
        var configuration = await registry.GetConfigurationAsync().WithinAsync("the configuration", stop);
        var names = ConfiguredProviders.Of(configuration);
        var healths = await Task.WhenAll(names.Select(name => connection.Cluster.GetGrain<IProviderGrain>(name).GetHealthAsync().WithinAsync(name, stop)));
        ImmutableArray<ProviderLine> lines = [.. healths.Select(health => ProviderLine.Of(health, host.Clock.GetUtcNow()))];
        if (settings.Json)
            await host.Output.WriteLineAsync(JsonText.Of(new { configuration.Version, Providers = lines }));
        else
            Tables.Write(host, ProvidersTable.Of(lines));
        return lines.All(line => line.IsUsable) ? ExitCode.Ok : ExitCode.Failed;
    }
}
