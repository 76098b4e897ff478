using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Http;
using QuantTradeAI.Streaming.Operations;

namespace QuantTradeAI.Gateway.Running;

/// <summary>What operators reach of a run.</summary>
internal static class RunSurface
{
    /// <summary>Listens as configured, or on <paramref name="port"/>.</summary>
    public static Task<OperatorSurface> StartAsync(
        IGatewayOperations operations, StreamingHealthConfig config, int? port, ILoggerFactory loggers, TimeProvider clock, CancellationToken stop) =>
        OperatorSurface.StartAsync(operations, On(port, config), new OperatorSurfaceOptions { LoggerFactory = loggers, Clock = clock }, stop);

    private static StreamingHealthConfig On(int? port, StreamingHealthConfig config) =>
        port is { } given ? config with { Api = config.Api with { Port = given }, Metrics = config.Metrics with { Port = given } } : config;
}
