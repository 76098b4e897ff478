using QuantTradeAI.Cluster.Symbols;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Tests.Symbols;

public sealed class BatchLedgerTests
{
    private static readonly ProviderId Binance = ProviderId.Of("binance");

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
        Assert.Equal(BatchVerdict.Next, _ledger.Note(Binance, 5, 7));

        Assert.Equal((BatchVerdict)verdict, _ledger.Note(Binance, epoch, number));
        Assert.Equal(Math.Max(epoch, 5), _ledger.EpochOf(Binance));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(57)]
    public void Batch_OfAProviderThatIsNotKnown_IsTaken(long number)
    {
        Assert.Equal(0, _ledger.EpochOf(Binance));

        Assert.Equal(BatchVerdict.Next, _ledger.Note(Binance, 5, number));
        Assert.Equal(BatchVerdict.Next, _ledger.Note(Binance, 5, number + 1));
    }

    [Fact]
    public void Refusals_ChangeNothing()
    {
        _ledger.Note(Binance, 5, 7);
        _ledger.Note(Binance, 4, 8);
        _ledger.Note(Binance, 5, 3);

        Assert.Equal(BatchVerdict.Next, _ledger.Note(Binance, 5, 8));
    }

    [Fact]
    public void NewOwner_CountsFromItsOwnNumbers()
    {
        _ledger.Note(Binance, 5, 7);
        _ledger.Note(Binance, 6, 1);

        Assert.Equal(BatchVerdict.Fenced, _ledger.Note(Binance, 5, 8));
        Assert.Equal(BatchVerdict.Next, _ledger.Note(Binance, 6, 2));
    }

    [Fact]
    public void Providers_AreJudgedApart()
    {
        _ledger.Note(Binance, 5, 7);

        Assert.Equal(BatchVerdict.Next, _ledger.Note(ProviderId.Of("Binance"), 1, 1));
        Assert.Equal(BatchVerdict.Next, _ledger.Note(Binance, 5, 8));
    }
}
