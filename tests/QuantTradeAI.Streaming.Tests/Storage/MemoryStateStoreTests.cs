using QuantTradeAI.Streaming.Storage;

namespace QuantTradeAI.Streaming.Tests.Storage;

public sealed class MemoryStateStoreTests : StateStoreContract
{
    protected override IProviderStateStore Store { get; } = new MemoryStateStore();

    [Fact]
    public void Location_IsMemory() => Assert.Equal("memory", Store.Location);
}
