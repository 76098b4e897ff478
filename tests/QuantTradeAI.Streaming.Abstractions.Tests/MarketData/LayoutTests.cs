using System.Runtime.CompilerServices;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Tests.MarketData;

/// <summary>Batches are moved as blocks of memory: what an event is made of, and its size, are part of the contract.</summary>
public class LayoutTests
{
    [Fact]
    public void Events_AreUnmanagedAndOfTheirDocumentedSize()
    {
        Assert.Equal(80, SizeOf<Trade>());
        Assert.Equal(96, SizeOf<Quote>());
        Assert.Equal(80, SizeOf<FeedStatus>());
        Assert.Equal(48, SizeOf<EventHeader>());
        Assert.Equal(16, SizeOf<ExactDecimal>());
        Assert.Equal(104, Unsafe.SizeOf<MarketEvent>());
    }

    private static int SizeOf<T>()
        where T : unmanaged
    {
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        return Unsafe.SizeOf<T>();
    }
}
