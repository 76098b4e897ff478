using QuantTradeAI.Streaming.Circuits;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Storage;

/// <summary>What is kept of a provider over a restart.</summary>
public sealed record ProviderRecord
{
    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>Grows each time its ownership is taken anew; 0 when it was never taken.</summary>
    public long Epoch { get; init; }

    /// <summary>Its session's state at the last transition.</summary>
    public ProviderState State { get; init; }

    /// <summary>Its circuit.</summary>
    public CircuitState Circuit { get; init; } = CircuitState.Initial;

    /// <summary>Attempts since the last stable connection.</summary>
    public int ReconnectAttempts { get; init; }

    /// <summary>Connections that were opened, over all epochs.</summary>
    public long Connects { get; init; }

    /// <summary>Connections that failed or were lost, over all epochs.</summary>
    public long Disconnects { get; init; }

    /// <summary>What went wrong last; null when nothing did.</summary>
    public string? LastError { get; init; }

    /// <summary>When <see cref="LastError"/> happened.</summary>
    public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>When this was written.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
