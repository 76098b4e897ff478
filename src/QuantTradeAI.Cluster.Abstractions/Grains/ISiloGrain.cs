using Orleans.Concurrency;

namespace QuantTradeAI.Cluster;

/// <summary>What runs on one silo, by that silo's address as Orleans writes it; it lives on that silo and nowhere else.</summary>
[Alias("QuantTradeAI.Silo")]
public interface ISiloGrain : IGrainWithStringKey
{
    /// <summary>The silo's part of the cluster's status.</summary>
    [AlwaysInterleave, Alias("GetStatus")]
    Task<StatusPart> GetStatusAsync();

    /// <summary>What the silo's symbols counted of each provider since it started.</summary>
    [AlwaysInterleave, Alias("GetCounters")]
    Task<StatusPart> GetCountersAsync();

    /// <summary>A provider stands otherwise now; returns when the silo's symbols have chosen their sources by that.</summary>
    [AlwaysInterleave, Alias("NoteStanding")]
    Task NoteStandingAsync(ProviderStandingReport standing);

    /// <summary>Has others take over from a provider wherever it is the source of one of the silo's symbols and another one is well.</summary>
    [AlwaysInterleave, Alias("Demote")]
    Task<OperationReply> DemoteAsync(string provider);

    /// <summary>Another silo is about to stop: nothing is placed there any more.</summary>
    [AlwaysInterleave, Alias("NoteLeaving")]
    Task NoteLeavingAsync(string silo);
}
