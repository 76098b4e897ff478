using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Gateway.Display;
using QuantTradeAI.Streaming.Http.Status;
using Bodies = QuantTradeAI.Streaming.Http.Json;

namespace QuantTradeAI.Gateway.Operators;

/// <summary>Shows the status of a running gateway, once.</summary>
internal sealed class StatusRun(CommandHost host, SurfaceSettings settings)
{
    private const string Unhealthy = "unhealthy";

    public async Task<int> RunAsync(CancellationToken stop)
    {
        using var client = new SurfaceClient(SurfaceAddress.Find(settings, host.Clock));
        var status = await client.GetStatusAsync(stop);
        foreach (var line in settings.Json ? [LineOf(status)] : StatusText.Of(status))
            await host.Output.WriteLineAsync(line);
        return status.Health == Unhealthy ? ExitCode.Failed : ExitCode.Ok;
    }

    /// <summary>As the gateway told it.</summary>
    internal static string LineOf(StatusBody status) => System.Text.Encoding.UTF8.GetString(Bodies.Of(status));
}
