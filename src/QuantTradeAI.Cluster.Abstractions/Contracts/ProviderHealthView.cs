using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster;

/// <summary>A provider's health, for operators.</summary>
[GenerateSerializer, Immutable, Alias("QuantTradeAI.ProviderHealth")]
public sealed record ProviderHealthView
{
    /// <summary>How it stands.</summary>
    [Id(0)]
    public required ProviderStandingReport Standing { get; init; }

    /// <summary>Its connections.</summary>
    [Id(1)]
    public required ProviderState State { get; init; }

    /// <summary>The circuit's phase: <c>closed</c>, <c>open</c>, <c>half_open</c>, <c>isolated</c>.</summary>
    [Id(2)]
    public required string Circuit { get; init; }

    /// <summary>What is left of an open circuit's break.</summary>
    [Id(3)]
    public TimeSpan BreakLeft { get; init; }

    /// <summary>Subscriptions that the venue has acknowledged.</summary>
    [Id(4)]
    public int Subscriptions { get; init; }

    /// <summary>Events received since its owner took it.</summary>
    [Id(5)]
    public long Events { get; init; }

    /// <summary>Connections opened, over all epochs.</summary>
    [Id(6)]
    public long Connects { get; init; }

    /// <summary>Connections that failed or were lost, over all epochs.</summary>
    [Id(7)]
    public long Disconnects { get; init; }

    /// <summary>When the last data came; null before the first.</summary>
    [Id(8)]
    public DateTimeOffset? LastDataAt { get; init; }

    /// <summary>What went wrong last; null when nothing did.</summary>
    [Id(9)]
    public string? LastError { get; init; }

    /// <summary>Whether its state is being kept; else why not.</summary>
    [Id(10)]
    public string? StorageProblem { get; init; }

    /// <summary>Events that its pump dropped because a symbol did not take them in time; each was announced as a gap.</summary>
    [Id(11)]
    public long Dropped { get; init; }
}
