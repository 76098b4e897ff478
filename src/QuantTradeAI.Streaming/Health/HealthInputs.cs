using System.Collections.Immutable;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Recovery;
using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Streaming.Health;

/// <summary>All that one pass of a <see cref="HealthLoop"/> looks at.</summary>
internal sealed record HealthInputs
{
    /// <summary>Each configured provider, once.</summary>
    public ImmutableArray<HealthSample> Providers { get; init; } = [];

    public QueueHealth Queues { get; init; }

    public ImmutableArray<FailoverGroupStatus> Groups { get; init; } = [];

    /// <summary>Null before the start.</summary>
    public StorageStatus? Storage { get; init; }

    public ConfigurationStatus? Configuration { get; init; }
}
