using QuantTradeAI.Client.Commands;
using QuantTradeAI.Client.Connecting;
using QuantTradeAI.Client.Display;
using QuantTradeAI.Cluster;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Client.Running;

/// <summary>Shows where streams stand.</summary>
internal sealed class SnapshotRun(CommandHost host, ClientSettings settings)
{
    public async Task<int> RunAsync(string[] symbols, CancellationToken stop)
    {
        await using var connection = await ClusterConnection.OpenAsync(host, settings, stop);
        var isServed = true;
        foreach (var symbol in symbols)
        {
            var grain = connection.Cluster.GetGrain<ISymbolGrain>(StreamKey.Parse(symbol).Symbol.Name);
            var snapshot = SnapshotLine.Of(symbol, await grain.LookAsync(symbol).WithinAsync(symbol, stop));
            isServed &= snapshot.Problem is null;
            foreach (var line in settings.Json ? [JsonText.Of(snapshot)] : SnapshotText.Of(snapshot))
                await host.Output.WriteLineAsync(line);
        }

        return isServed ? ExitCode.Ok : ExitCode.Failed;
    }
}
