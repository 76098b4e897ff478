using QuantTradeAI.Gateway.Metrics;

namespace QuantTradeAI.Client.Comparing;

/// <summary>What one provider did under one load.</summary>
internal sealed record CompareRow
{
    public required string Streams { get; init; }

    public required string Load { get; init; }

    public double EventsPerS { get; init; }

    /// <summary>From publishing to the callback, in microseconds.</summary>
    public LatencyFigures? LatencyUs { get; init; }

    /// <summary>Items that did not come, or came out of order.</summary>
    public long Missing { get; init; }
}
