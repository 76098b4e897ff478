using System.Buffers;
using QuantTradeAI.Streams.Push.Blocks;
using QuantTradeAI.Streams.Push.Grains;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Tests.Receiving;
using QuantTradeAI.Streams.Push.Tests.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Grains;

/// <summary>What a grain gets through whichever silo carries its subscription.</summary>
public sealed class PushConsumerExtensionTests
{
    private static readonly Guid Subscription = Guid.NewGuid();

    private readonly TestSink _sink = new();
    private readonly PushConsumerExtension _extension = new(StubOf<IGrainContextAccessor>.By(() => new NoContext()));

    public PushConsumerExtensionTests() => _extension.Observe(Subscription, _sink);

    [Theory]
    [InlineData("5+3", "5-7")]
    [InlineData("5+3 8+2", "5-7 8-9")]
    [InlineData("5+3 5+3", "5-7")]
    [InlineData("5+3 6+4", "5-7 8-9")]
    [InlineData("5+3 11+2", "5-7 Unreachable 8-10/3 11-12")]
    [InlineData("5+3 !8+4 12+1", "5-7 Overflow 8-11/4 12-12")]
    [InlineData("5+3 !10+2", "5-7 Unreachable 8-9/2 Overflow 10-11/2")]
    public async Task Deliveries_AreTakenOnce_AndWhatIsMissingBetweenThemIsTold(string deliveries, string seen)
    {
        foreach (var delivery in deliveries.Split(' '))
            Assert.True(await _extension.DeliverAsync(new GrainDelivery("push", StreamId.Create("a", "b"), Subscription, [PartOf(delivery)])));

        Assert.Equal(seen, _sink.Text);
    }

    [Theory]
    [InlineData(7, "5-7 ProducerLost 8-7/0")]
    [InlineData(9, "5-7 Unreachable 8-9/2 ProducerLost 10-9/0")]
    [InlineData(6, "5-7 ProducerLost 8-7/0")]
    public async Task Producer_ThatIsLost_IsToldBehindWhatTheGrainHas(long carrierHad, string seen)
    {
        await _extension.DeliverAsync(new GrainDelivery("push", StreamId.Create("a", "b"), Subscription, [PartOf("5+3")]));

        var loss = ReceivedBlock.OfLostProducer(1, carrierHad).Loss;
        await _extension.DeliverAsync(new GrainDelivery("push", StreamId.Create("a", "b"), Subscription, [new GrainDeliveryPart(1, carrierHad + 1, 0, default, loss)]));

        Assert.Equal(seen, _sink.Text);
    }

    /// <summary><c>5+3</c>: three items from number 5; with <c>!</c> they are lost.</summary>
    private static GrainDeliveryPart PartOf(string text)
    {
        var numbers = text.TrimStart('!').Split('+').Select(int.Parse).ToArray();
        if (text[0] == '!')
            return new GrainDeliveryPart(1, numbers[0], 0, default, new StreamItemsLostException(1, numbers[0], numbers[0] + numbers[1] - 1, numbers[1], LossReason.Overflow));
        var output = new ArrayBufferWriter<byte>();
        BlockFormat.Write(output, numbers[0], new Block(BlockKind.Values, 7, 1, numbers[1], 0, new byte[numbers[1]]));
        return new GrainDeliveryPart(1, numbers[0], 0, output.WrittenMemory, null);
    }

    private sealed class NoContext
    {
        public IGrainContext? get_GrainContext() => null;
    }
}
