using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Simulate;

/// <summary>What the command line asked of a simulation.</summary>
internal sealed record SimulateSettings
{
    /// <summary>Names of the venues whose markets run.</summary>
    public required IReadOnlyList<string> Venues { get; init; }

    public required int Port { get; init; }

    /// <summary>Events a second and venue.</summary>
    public required double Rate { get; init; }

    public required int Seed { get; init; }

    /// <summary>A capture to play instead of a market.</summary>
    public string? Recording { get; init; }

    public PlaybackPace Pace { get; init; } = PlaybackPace.Recorded;

    public bool Loop { get; init; }

    /// <summary>Trades to send at once to each client that subscribes to trades, instead of a market.</summary>
    public long? Flood { get; init; }

    public TimeSpan? Duration { get; init; }

    public bool Json { get; init; }
}
