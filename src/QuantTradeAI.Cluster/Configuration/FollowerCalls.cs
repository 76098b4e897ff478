using QuantTradeAI.Streaming.Configuration;

namespace QuantTradeAI.Cluster.Configuration;

/// <summary>What a <see cref="ConfigurationFollower"/> has others do.</summary>
/// <param name="Offer">Offers a configuration to the cluster, as a change or as what the silo started with; gives what the cluster follows then.</param>
/// <param name="Fetch">What the cluster follows.</param>
/// <param name="Apply">Takes another configuration into use; a failure keeps the last good one. Not called for the first.</param>
internal sealed record FollowerCalls(
    Func<ConfigurationBundle, bool, CancellationToken, Task<ClusterConfiguration>> Offer,
    Func<CancellationToken, Task<ClusterConfiguration>> Fetch,
    Func<StreamingConfig, CancellationToken, Task> Apply);
