using Microsoft.Extensions.Logging;
using QuantTradeAI.Streams.Push.Telemetry;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>What the streams of a process share.</summary>
internal sealed record ReceivingContext(PushStreamOptions Options, TimeProvider Time, PushMeters Meters, ILogger Logger, Acknowledger Acknowledger)
{
    /// <summary>How long a segment is kept for the one before it: a frame that was lost on the way is sent again by then.</summary>
    public TimeSpan HoldLimit { get; } = Options.SendTimeout * 1.5;

    /// <summary>Paces the lines about damaged segments.</summary>
    public LogPace Pace { get; } = new(Time);
}
