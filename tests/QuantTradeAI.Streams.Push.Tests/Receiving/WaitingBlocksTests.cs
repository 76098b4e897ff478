using FsCheck.Xunit;
using QuantTradeAI.Streams.Push.Receiving;
using QuantTradeAI.Streams.Push.Tests.Blocks;

namespace QuantTradeAI.Streams.Push.Tests.Receiving;

public sealed class WaitingBlocksTests
{
    [Theory]
    [InlineData("1x5 6x5", 10, "1-5 6-10")]
    [InlineData("1x5 6x5", 7, "Overflow 1-3/3 4-5 6-10")]
    [InlineData("1x5 6x5", 5, "Overflow 1-5/5 6-10")]
    [InlineData("1x5 6x5 11x1", 3, "Overflow 1-8/8 9-10 11-11")]
    [InlineData("1x5", 0, "Overflow 1-5/5")]
    [InlineData("1x2 3-4 5x2", 2, "Overflow 1-4/4 5-6")]
    [InlineData("1-4 5x2 7x2", 2, "Overflow 1-6/6 7-8")]
    public void DropTo_LeavesOneLossInThePlace(string added, int room, string expected)
    {
        var waiting = new WaitingBlocks();
        foreach (var text in added.Split(' '))
            waiting.Add(text.Contains('x', StringComparison.Ordinal) ? Block(text) : Loss(text, LossReason.Overflow));

        var dropped = waiting.DropTo(room);

        var all = waiting.TakeAll();
        Assert.Equal(expected, TestSink.TextOf(all));
        Assert.Equal(dropped, all.Sum(block => block.Loss?.Count ?? 0) - added.Split(' ').Where(text => text.Contains('-', StringComparison.Ordinal)).Sum(text => Loss(text, 0).Loss!.Count));
        Assert.Equal(0, waiting.Items);
    }

    [Fact]
    public void DropTo_OfTwoEpochsInTurn_LeavesOneLossOfEach()
    {
        var waiting = new WaitingBlocks();
        for (var i = 0; i < 50; i++)
        {
            waiting.Add(Block($"{i + 1}x1"));
            waiting.Add(Block($"{i + 1}x1") with { Epoch = 2 });
            waiting.DropTo(2);
        }

        Assert.Equal("1: Overflow 1-49/49, 2: Overflow 1-49/49, 1: 50-50, 2: 50-50", string.Join(", ", waiting.TakeAll().Select(block => $"{block.Epoch}: {TestSink.TextOf([block])}")));
    }

    [Fact]
    public void DropTo_BetweenLossesOfOtherReasons_KeepsFew()
    {
        var waiting = new WaitingBlocks();
        for (var i = 0; i < 1_000; i++)
        {
            waiting.Add(Block($"{(2 * i) + 1}x1"));
            waiting.Add(Loss($"{(2 * i) + 2}-{(2 * i) + 2}", LossReason.Unreachable));
            waiting.DropTo(1);
        }

        var all = waiting.TakeAll();
        Assert.InRange(all.Length, 3, WaitingBlocks.MaxRun + 3);
        Assert.Equal((999, 1_000), (Lost(LossReason.Overflow), Lost(LossReason.Unreachable)));
        long Lost(LossReason reason) => all.Where(block => block.Loss?.Reason == reason).Sum(block => block.Loss!.Count);
    }

    [Theory]
    [InlineData("1 2 1 2 3", "Conflated 1-2/2 3-3 4-4 5-5")]
    [InlineData("1 1 1 1", "Conflated 1-3/3 4-4")]
    [InlineData("1 2 3", "1-1 2-2 3-3")]
    [InlineData("1 0 1 0", "Conflated 1-1/1 2-2 3-3 4-4")]
    [InlineData("2 1 1 2 1", "Conflated 1-3/3 4-4 5-5")]
    [InlineData("1 2 2 3 3 1", "Conflated 1-2/2 3-3 Conflated 4-4/1 5-5 6-6")]
    public void Conflate_KeepsTheLatestOfEachKey_BeforeAndAfter(string keys, string expected)
    {
        var all = keys.Split(' ').Select((key, i) => Block($"{i + 1}x1", int.Parse(key))).ToArray();
        for (var at = 0; at <= all.Length; at++)
        {
            var waiting = new WaitingBlocks();
            var lost = 0L;
            for (var i = 0; i < all.Length; i++)
            {
                if (i == at)
                    lost += waiting.Conflate();
                lost += waiting.Add(all[i]);
            }

            lost += waiting.Conflate();
            Assert.Equal(waiting.Items, all.Length - lost);
            Assert.Equal(expected, TestSink.TextOf(waiting.TakeAll()));
        }
    }

    [Fact]
    public void Conflate_OfMoreKeysThanThereIsRoomFor_LosesTheOldest()
    {
        var waiting = new WaitingBlocks();
        waiting.Conflate();
        for (var i = 1; i <= 4; i++)
            waiting.Add(Block($"{i}x1", i));
        waiting.Add(Block("5x1", 3));
        waiting.DropTo(2);
        waiting.Add(Block("6x1", 1));

        Assert.Equal("Overflow 1-2/2 Conflated 3-3/1 4-4 5-5 6-6", TestSink.TextOf(waiting.TakeAll()));
    }

    [Property(MaxTest = 500)]
    public void Anything_IsKeptInOrderOrCountedAsLost(int seed)
    {
        var random = new Random(seed);
        var waiting = new WaitingBlocks();
        var (next, dropped) = (1L, 0L);
        var all = new List<ReceivedBlock>();
        for (var step = 0; step < 200; step++)
        {
            var count = random.Next(1, 6);
            var keyed = random.Next(2) == 0;
            dropped += waiting.Add(keyed ? Block($"{next}x1", random.Next(1, 5)) : Block($"{next}x{count}"));
            next += keyed ? 1 : count;
            if (random.Next(10) == 0)
                dropped += waiting.Conflate();
            if (random.Next(5) == 0)
                dropped += waiting.DropTo(random.Next(12));
            if (random.Next(30) == 0)
                all.AddRange(waiting.TakeAll());
        }

        all.AddRange(waiting.TakeAll());
        Assert.Equal(next - 1, all.Sum(block => block.Count + (block.Loss?.Count ?? 0)));
        Assert.Equal(dropped, all.Sum(block => block.Loss?.Count ?? 0));
        var numbers = all.Where(block => block.Loss is null).SelectMany(block => block.Items(Codecs.Ticks)).Select(tick => tick.Number).ToArray();
        Assert.Equal(numbers.Order().Distinct(), numbers);
    }

    private static ReceivedBlock Block(string text, int key = 0)
    {
        var parts = text.Split('x').Select(int.Parse).ToArray();
        return new ReceivedBlock(1, parts[0], Codecs.Ticks.Encode(Tick.From(parts[0], parts[1]), key), 0, null);
    }

    private static ReceivedBlock Loss(string text, LossReason reason)
    {
        var parts = text.Split('-').Select(long.Parse).ToArray();
        return ReceivedBlock.OfLoss(1, parts[0], parts[1], parts[1] - parts[0] + 1, reason, 0);
    }
}
