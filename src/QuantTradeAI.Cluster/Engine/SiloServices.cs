using Microsoft.Extensions.Logging;
using QuantTradeAI.Streaming.Gateway;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>What the parts of a silo's engine share.</summary>
/// <param name="Options">Adapters, environment, clock and the like.</param>
/// <param name="Calls">The rest of the cluster.</param>
/// <param name="Random">Uniform from 0 to 1, thread-safe.</param>
/// <param name="Loggers">For people.</param>
internal sealed record SiloServices(GatewayOptions Options, IClusterCalls Calls, Func<double> Random, ILoggerFactory Loggers)
{
    public TimeProvider Clock => Options.Clock;

    /// <summary>The engine's own.</summary>
    public ILogger Logger { get; } = Loggers.CreateLogger("QuantTradeAI.Streaming");
}
