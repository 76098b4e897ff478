using System.Collections.Immutable;
using QuantTradeAI.Cluster.Providers;

namespace QuantTradeAI.Cluster.Engine;

/// <summary>How a silo's engine reaches the rest of the cluster. Every call may fail with any exception or take long.</summary>
internal interface IClusterCalls : ISymbolIntake
{
    /// <summary>This silo's address, as Orleans writes it.</summary>
    string Silo { get; }

    /// <summary>All silos that are active now, this one among them while it is.</summary>
    ImmutableArray<string> ActiveSilos { get; }

    /// <summary>Tells a provider's owner what this silo wants of it.</summary>
    Task SetWantedAsync(string provider, WantedBySilo wanted);

    /// <summary>Has a silo's symbols leave a provider where another is well.</summary>
    Task<OperationReply> DemoteAsync(string silo, string provider);
}
