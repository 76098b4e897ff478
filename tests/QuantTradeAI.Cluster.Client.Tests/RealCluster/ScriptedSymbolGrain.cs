using QuantTradeAI.Cluster.Client.Tests.Relay;

namespace QuantTradeAI.Cluster.Client.Tests.RealCluster;

/// <summary>Tells where the test's owner stands; the test itself publishes.</summary>
internal sealed class ScriptedSymbolGrain(Owner owner) : Grain, ISymbolGrain
{
    public Task<IntakeReply> TakeAsync(ProviderBatch batch) => throw new NotSupportedException("No provider is part of this test.");

    public Task<StreamPosition> LeaseAsync(StreamLease lease) => Task.FromResult(owner.Position);

    public Task EndLeaseAsync(string subscriber, string stream) => Task.CompletedTask;

    public Task<StreamPosition> LookAsync(string stream) => Task.FromResult(owner.Position);

    public Task<StreamBatch[]> ReplayAsync(StreamReplayRequest request) => Task.FromResult<StreamBatch[]>([]);
}
