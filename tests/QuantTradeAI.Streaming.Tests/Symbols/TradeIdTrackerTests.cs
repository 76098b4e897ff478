using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Streaming.Tests.Symbols;

public class TradeIdTrackerTests
{
    // Ids: d = disconnected, k = last known. Answers: n next, l late, x duplicate, u unknown, g<count> gap.
    [Theory]
    [InlineData(TradeIdRule.None, "5 5 3", "n n n", 0)]
    [InlineData(TradeIdRule.Consecutive, "0 0 -1", "n n n", 0)]
    [InlineData(TradeIdRule.Growing, "5 9 9 7 10", "n n x x n", 0)]
    [InlineData(TradeIdRule.Growing, "1000 d 499 500", "n u n", 0)]
    [InlineData(TradeIdRule.Growing, "1000 499", "n x", 0)]
    [InlineData(TradeIdRule.Growing, "5000000000 3999999999 10", "n x u", 0)]
    [InlineData(TradeIdRule.Consecutive, "1 3", "n g1", 1)]
    [InlineData(TradeIdRule.Consecutive, "1 2 5 3 4 6", "n n g2 l l n", 0)]
    [InlineData(TradeIdRule.Consecutive, "1 2 5 4 4 3 3 6", "n n g2 l x l x n", 0)]
    [InlineData(TradeIdRule.Consecutive, "1 10 20 5 15 5", "n g8 g9 l l x", 15)]
    [InlineData(TradeIdRule.Consecutive, "7 7 6 8", "n x x n", 0)]
    [InlineData(TradeIdRule.Consecutive, "2000000 999999 1000000", "n u n", 0)]
    [InlineData(TradeIdRule.Consecutive, "2000000 1000000 2000001", "n x n", 0)]
    [InlineData(TradeIdRule.Consecutive, "1000 d 499 500", "n u n", 0)]
    [InlineData(TradeIdRule.Consecutive, "1000 d 500 1001", "n x n", 0)]
    [InlineData(TradeIdRule.Consecutive, "1000 499", "n x", 0)]
    [InlineData(TradeIdRule.Consecutive, "1 2000000000 2000000001", "n u n", 0)]
    [InlineData(TradeIdRule.Consecutive, "10 12 d 1 11", "n g1 u g9", 10)]
    [InlineData(TradeIdRule.Consecutive, "k10 11 12", "n n n", 0)]
    [InlineData(TradeIdRule.Consecutive, "k10 12", "n g1", 1)]
    [InlineData(TradeIdRule.Consecutive, "10 d k10 11", "n x n", 0)]
    [InlineData(TradeIdRule.Consecutive, "10 d k13 14", "n g3 n", 3)]
    [InlineData(TradeIdRule.Consecutive, "10 k12 11 12 13", "n n n n n", 0)]
    [InlineData(TradeIdRule.Consecutive, "10 k12 13", "n n g2", 2)]
    [InlineData(TradeIdRule.Consecutive, "10 k8 11", "n x n", 0)]
    [InlineData(TradeIdRule.Growing, "10 k15 12 15 15", "n n n n x", 0)]
    [InlineData(TradeIdRule.Growing, "10 d k15 16", "n u n", 0)]
    [InlineData(TradeIdRule.Unordered, "5 9 9 7 5000000000000 1 7 d 1 2 k2 k3", "n n x n n n x x n x n", 0)]
    [InlineData(TradeIdRule.Unordered, "0 0", "n n", 0)]
    public void Accept_Ids_AnswersAndCounts(TradeIdRule rule, string ids, string answers, long lost)
    {
        var tracker = new TradeIdTracker(rule);
        var told = new List<string>();
        foreach (var id in ids.Split(' '))
        {
            if (id == "d")
                tracker.Disconnected();
            else
                told.Add(Word(id[0] == 'k' ? tracker.AcceptLastKnown(long.Parse(id[1..])) : tracker.Accept(long.Parse(id))));
        }

        Assert.Equal(answers, string.Join(' ', told));
        Assert.Equal(lost, tracker.Lost);
    }

    [Fact]
    public void Accept_MoreHolesThanRemembered_LateOnesOfTheOldestAreDuplicates()
    {
        var tracker = new TradeIdTracker(TradeIdRule.Consecutive);
        tracker.Accept(1);
        for (var id = 3L; id <= 1 + 2 * (MissingIds.MaxRanges + 1); id += 2)
            Assert.Equal(1, tracker.Accept(id).Missing);

        Assert.Equal(TradeIdOutcome.Duplicate, tracker.Accept(2).Outcome);
        Assert.Equal(TradeIdOutcome.Late, tracker.Accept(4).Outcome);
        Assert.Equal(MissingIds.MaxRanges, tracker.Lost);
    }

    [Fact]
    public void Accept_Unordered_TellsTradesOfOneIdApartByTheirTime()
    {
        var tracker = new TradeIdTracker(TradeIdRule.Unordered);
        Assert.Equal(TradeIdOutcome.Next, tracker.Accept(7, new UnixNanos(1)).Outcome);
        Assert.Equal(TradeIdOutcome.Next, tracker.Accept(7, new UnixNanos(2)).Outcome);
        Assert.Equal(TradeIdOutcome.Duplicate, tracker.Accept(7, new UnixNanos(1)).Outcome);
        Assert.Equal(TradeIdOutcome.Duplicate, tracker.Accept(7, new UnixNanos(2)).Outcome);
        Assert.Equal(TradeIdOutcome.Next, tracker.Accept(8, new UnixNanos(2)).Outcome);
    }

    [Fact]
    public void Accept_Unordered_RemembersTheNewestTrades()
    {
        var tracker = new TradeIdTracker(TradeIdRule.Unordered);
        for (var id = 1L; id <= RecentTrades.Capacity + 1; id++)
            Assert.Equal(TradeIdOutcome.Next, tracker.Accept(id).Outcome);
        Assert.Equal(TradeIdOutcome.Duplicate, tracker.Accept(2).Outcome);
        Assert.Equal(TradeIdOutcome.Next, tracker.Accept(1).Outcome);
    }

    [Theory]
    [InlineData("5 6 6 4 7 0", "n n x x n n")]
    [InlineData("1000 d 499 500", "n n n")]
    [InlineData("1000 499", "n x")]
    [InlineData("5000000000 10 11", "n n n")]
    public void UpdateIds_Quotes_RefusesWhatIsNoNewer(string ids, string answers)
    {
        var tracker = new UpdateIdTracker();
        var told = new List<string>();
        foreach (var id in ids.Split(' '))
        {
            if (id == "d")
                tracker.Disconnected();
            else
                told.Add(tracker.Accept(long.Parse(id)) ? "n" : "x");
        }

        Assert.Equal(answers, string.Join(' ', told));
    }

    private static string Word(TradeVerdict verdict) => verdict.Outcome switch
    {
        TradeIdOutcome.Next => "n",
        TradeIdOutcome.Late => "l",
        TradeIdOutcome.Duplicate => "x",
        TradeIdOutcome.Unknown => "u",
        _ => $"g{verdict.Missing}",
    };
}
