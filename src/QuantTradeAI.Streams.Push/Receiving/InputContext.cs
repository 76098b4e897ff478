using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Telemetry;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>What the subscriptions of a process share.</summary>
/// <param name="Process">Which process this is.</param>
/// <param name="Options">Limits.</param>
/// <param name="Meters">What is measured.</param>
/// <param name="Clock">The clock.</param>
/// <param name="Logger">Failures.</param>
internal sealed record InputContext(Guid Process, PushStreamOptions Options, PushMeters Meters, TimeProvider Clock, ILogger Logger);
