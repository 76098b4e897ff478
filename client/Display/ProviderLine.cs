using QuantTradeAI.Cluster;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Client.Display;

/// <summary>A provider's health as it is shown.</summary>
internal sealed record ProviderLine
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string Silo { get; init; }

    public required long Epoch { get; init; }

    public required bool IsUsable { get; init; }

    public required ProviderState State { get; init; }

    public required string Circuit { get; init; }

    public required double BreakLeftS { get; init; }

    public required int Subscriptions { get; init; }

    public required long Events { get; init; }

    public required long Connects { get; init; }

    public required long Disconnects { get; init; }

    public required long Dropped { get; init; }

    /// <summary>Null before the first data.</summary>
    public double? DataAgeS { get; init; }

    public string? Reason { get; init; }

    public string? LastError { get; init; }

    public string? StorageProblem { get; init; }

    public static ProviderLine Of(ProviderHealthView health, DateTimeOffset now) => new()
    {
        Name = health.Standing.Provider,
        Version = health.Standing.Version,
        Silo = health.Standing.Silo,
        Epoch = health.Standing.Epoch,
        IsUsable = health.Standing.IsUsable,
        State = health.State,
        Circuit = health.Circuit,
        BreakLeftS = health.BreakLeft.TotalSeconds,
        Subscriptions = health.Subscriptions,
        Events = health.Events,
        Connects = health.Connects,
        Disconnects = health.Disconnects,
        Dropped = health.Dropped,
        DataAgeS = health.LastDataAt is { } at ? Math.Max(0, (now - at).TotalSeconds) : null,
        Reason = health.Standing.Reason,
        LastError = health.LastError,
        StorageProblem = health.StorageProblem,
    };
}
