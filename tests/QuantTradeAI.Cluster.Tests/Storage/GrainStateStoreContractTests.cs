using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Cluster.Tests.Storage;

public sealed class GrainStateStoreContractTests : StateStoreContract
{
    protected override IProviderStateStore Store { get; } =
        new StoresByProvider(provider => Task.FromResult<IProviderStateStore>(new StoreRig(new SharedRow(), "one", provider).Store));
}
