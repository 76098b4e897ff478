using QuantTradeAI.Cluster.Symbols;

namespace QuantTradeAI.Cluster.Tests.Symbols;

public sealed class BatchLedgerTests
{
    private readonly BatchLedger _ledger = new();

    [Theory]
    [InlineData(5, 8, BatchVerdict.Next)]
    [InlineData(5, 9, BatchVerdict.AfterMissing)]
    [InlineData(5, 7, BatchVerdict.Repeated)]
    [InlineData(5, 1, BatchVerdict.Repeated)]
    [InlineData(4, 8, BatchVerdict.Fenced)]
    [InlineData(4, 99, BatchVerdict.Fenced)]
    [InlineData(6, 1, BatchVerdict.NewOwner)]
    [InlineData(6, 8, BatchVerdict.NewOwner)]
    public void Batch_AfterNumber7OfEpoch5_IsJudged(long epoch, long number, object verdict)
    {
        Assert.Equal(BatchVerdict.Next, _ledger.Note("binance", 5, 7));

        Assert.Equal((BatchVerdict)verdict, _ledger.Note("binance", epoch, number));
        Assert.Equal(Math.Max(epoch, 5), _ledger.EpochOf("binance"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(57)]
    public void Batch_OfAProviderThatIsNotKnown_IsTaken(long number)
    {
        Assert.Equal(0, _ledger.EpochOf("binance"));

        Assert.Equal(BatchVerdict.Next, _ledger.Note("binance", 5, number));
        Assert.Equal(BatchVerdict.Next, _ledger.Note("binance", 5, number + 1));
    }

    [Fact]
    public void Refusals_ChangeNothing()
    {
        _ledger.Note("binance", 5, 7);
        _ledger.Note("binance", 4, 8);
        _ledger.Note("binance", 5, 3);

        Assert.Equal(BatchVerdict.Next, _ledger.Note("binance", 5, 8));
    }

    [Fact]
    public void NewOwner_CountsFromItsOwnNumbers()
    {
        _ledger.Note("binance", 5, 7);
        _ledger.Note("binance", 6, 1);

        Assert.Equal(BatchVerdict.Fenced, _ledger.Note("binance", 5, 8));
        Assert.Equal(BatchVerdict.Next, _ledger.Note("binance", 6, 2));
    }

    [Fact]
    public void Providers_AreJudgedApart()
    {
        _ledger.Note("binance", 5, 7);

        Assert.Equal(BatchVerdict.Next, _ledger.Note("Binance", 1, 1));
        Assert.Equal(BatchVerdict.Next, _ledger.Note("binance", 5, 8));
    }
}
