using QuantTradeAI.Client.Commands;
using QuantTradeAI.Client.Connecting;
using QuantTradeAI.Cluster;
using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Http;

namespace QuantTradeAI.Client.Running;

/// <summary>Operates a provider.</summary>
internal sealed class OperationRun(CommandHost host, ClientSettings settings)
{
    /// <summary>What <see cref="OperationReply.Result"/> says when it is as was asked.</summary>
    private static readonly string[] Fulfilled = ["done", "already_so"];

    public async Task<int> RunAsync(string provider, string operation, string? reason, CancellationToken stop)
    {
        await using var connection = await ClusterConnection.OpenAsync(host, settings, stop);
        var configuration = await connection.Cluster.GetGrain<IProviderRegistryGrain>(0).GetConfigurationAsync().WithinAsync("the configuration", stop);
        var known = ConfiguredProviders.Of(configuration);
        if (!known.Contains(provider))
            throw new CommandFailedException($"there is no provider '{provider}'; configured are {string.Join(", ", known)}");
        var reply = await connection.Cluster.GetGrain<IProviderGrain>(provider).ExecuteAsync(new OperationRequest(operation, reason)).WithinAsync(provider, stop);
        foreach (var line in settings.Json ? [JsonText.Of(reply)] : Wrapped.At("", OneLine.Of(reply.Message)))
            await host.Output.WriteLineAsync(line);
        return Fulfilled.Contains(reply.Result) ? ExitCode.Ok : ExitCode.Failed;
    }
}
