using QuantTradeAI.Gateway.Metrics;

namespace QuantTradeAI.Client.Running;

/// <summary>What a bench measured.</summary>
internal sealed record BenchResult
{
    public int Streams { get; init; }

    /// <summary>From the first event to the last, in seconds.</summary>
    public double ElapsedS { get; init; }

    public long Trades { get; init; }

    public long Quotes { get; init; }

    public long Events => Trades + Quotes;

    public double EventsPerS { get; init; }

    /// <summary>From the numbering in the cluster to the callback here, by both machines' clocks, in microseconds.</summary>
    public LatencyFigures? PublishToCallbackUs { get; init; }

    /// <summary>From the provider's socket to the callback here, by both machines' clocks, in microseconds.</summary>
    public LatencyFigures? SocketToCallbackUs { get; init; }

    /// <summary>Gaps that the subscriber was told of, of any reason.</summary>
    public long Gaps { get; init; }

    /// <summary>Events lost because this program was too slow.</summary>
    public long Dropped { get; init; }

    /// <summary>Events that the streams did not bring.</summary>
    public long Undelivered { get; init; }

    public long Late { get; init; }

    public long Duplicates { get; init; }

    public long Resubscriptions { get; init; }
}
