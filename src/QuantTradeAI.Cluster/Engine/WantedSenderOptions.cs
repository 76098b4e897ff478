namespace QuantTradeAI.Cluster.Engine;

/// <summary>What all of a silo's <see cref="WantedSender"/>s share.</summary>
/// <param name="Calls">The way to the owners.</param>
/// <param name="Clock">Deadlines and pauses.</param>
/// <param name="Random">Uniform from 0 to 1, thread-safe.</param>
internal sealed record WantedSenderOptions(IClusterCalls Calls, TimeProvider Clock, Func<double> Random);
