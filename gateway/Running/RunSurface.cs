using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Http;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Gateway.Running;

/// <summary>What operators reach of a run.</summary>
internal static class RunSurface
{
    /// <summary>Listens as configured, or on <paramref name="port"/>; null where the gateway offers nothing to operators.</summary>
    public static async Task<OperatorSurface?> StartAsync(
        StreamingGateway gateway, StreamingHealthConfig config, int? port, ILoggerFactory loggers, TimeProvider clock, CancellationToken stop) =>
        (object)gateway is IGatewayOperations operations
            ? await OperatorSurface.StartAsync(operations, On(port, config), new OperatorSurfaceOptions { LoggerFactory = loggers, Clock = clock }, stop)
            : null;

    private static StreamingHealthConfig On(int? port, StreamingHealthConfig config) =>
        port is { } given ? config with { Api = config.Api with { Port = given }, Metrics = config.Metrics with { Port = given } } : config;
}
