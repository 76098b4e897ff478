using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Http;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Gateway.Operators;

/// <summary>Commands a running gateway.</summary>
internal sealed class OperationRun(CommandHost host, SurfaceSettings settings)
{
    public async Task<int> RunAsync(ProviderOperation operation, string provider, string? reason, CancellationToken stop)
    {
        using var client = new SurfaceClient(SurfaceAddress.Find(settings, host.Clock));
        var outcome = await client.ExecuteAsync(operation, provider, reason, stop);
        foreach (var line in settings.Json ? [JsonText.Of(outcome)] : Wrapped.At("", OneLine.Of(outcome.Message)))
            await host.Output.WriteLineAsync(line);
        return ExitCode.Ok;
    }
}
