using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

public sealed class AgentLedgerTests
{
    private readonly AgentLedger _ledger = new(new AgentAddress(Guid.NewGuid(), null!));
    private readonly Registration _one = new(StreamId.Create("trades", "one"), null!);
    private readonly Registration _other = new(StreamId.Create("trades", "two"), null!);

    [Fact]
    public void Tally_IsThatOfTheLatestEntries()
    {
        _ledger.Set(_one, [1, 2]);
        _ledger.Set(_other, [3]);
        _ledger.Set(_one, [2]);

        Assert.Equal(default(EntryTally).With(2).With(3), _ledger.Now().Tally);
    }

    [Fact]
    public void ClosedLedger_TakesNothing_AndSaysSo()
    {
        _ledger.Set(_one, [1]);

        Assert.Equal([_one], _ledger.Close());
        Assert.False(_ledger.Set(_other, [2]));
    }

    [Fact]
    public void EmptyLedger_IsClosed_AndOneThatIsNotIsKept()
    {
        _ledger.Set(_one, [1]);
        Assert.False(_ledger.TryCloseEmpty());
        Assert.True(_ledger.Set(_one, []));

        Assert.True(_ledger.TryCloseEmpty());
        Assert.False(_ledger.Set(_one, [1]));
    }
}
