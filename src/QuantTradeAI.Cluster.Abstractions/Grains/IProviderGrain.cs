using Orleans.Concurrency;

namespace QuantTradeAI.Cluster;

/// <summary>One provider, by its configured name: owns its connections, its circuit, and what is kept of them. There is one owner at a time.</summary>
[Alias("QuantTradeAI.Provider")]
public interface IProviderGrain : IGrainWithStringKey
{
    /// <summary>How it stands. Asking makes it run where it does not; supervisors ask all the time.</summary>
    [AlwaysInterleave, Alias("GetStanding")]
    Task<ProviderStandingReport> GetStandingAsync();

    /// <summary>What was measured: for operators. Never waits for a connection.</summary>
    [AlwaysInterleave, Alias("GetHealth")]
    Task<ProviderHealthView> GetHealthAsync();

    /// <summary>What a silo's symbols want of it, in the place of all that this silo wanted before.</summary>
    [AlwaysInterleave, Alias("SetWanted")]
    Task SetWantedAsync(WantedBySilo wanted);

    /// <summary>Does what an operator asks.</summary>
    [AlwaysInterleave, Alias("Execute")]
    Task<OperationReply> ExecuteAsync(OperationRequest request);
}
