using Microsoft.Extensions.Time.Testing;
using QuantTradeAI.Cluster.Symbols;

namespace QuantTradeAI.Cluster.Tests.Symbols;

public sealed class SentBatchesTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Batches_AreNumberedFromOne_AndKept()
    {
        var sent = new SentBatches(_clock);

        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => Send(sent, 10)));
        Assert.Equal([2, 3], sent.Between(2, 9).Select(batch => batch.Number));
        Assert.Equal((3, 30), (sent.Handed, sent.Events));
    }

    [Fact]
    public void Batches_BeyondTheMostEvents_AreForgottenFromTheOldest()
    {
        var sent = new SentBatches(_clock);
        for (var i = 0; i < 9; i++)
            Send(sent, 512);

        Assert.Equal([6, 7, 8, 9], sent.Between(1, 9).Select(batch => batch.Number));
        Assert.Equal(SentBatches.MaxEvents, sent.Events);
    }

    [Fact]
    public void Batches_ThatAreTooOld_AreForgotten_AndTheNumbersGoOn()
    {
        var sent = new SentBatches(_clock);
        Send(sent, 1);
        _clock.Advance(SentBatches.MaxAge / 2);
        Send(sent, 1);
        _clock.Advance(SentBatches.MaxAge / 2);
        sent.Expire();
        Assert.Equal([2], sent.Between(1, 9).Select(batch => batch.Number));

        _clock.Advance(SentBatches.MaxAge);
        sent.Expire();
        Assert.Equal((2, 0), (sent.Handed, sent.Events));
        Assert.Equal(3, Send(sent, 1));
    }

    [Fact]
    public void Batch_ThatIsNotHandedOnYet_IsKeptHoweverOld()
    {
        var sent = new SentBatches(_clock);
        var batch = sent.Number(Empty, 1);
        _clock.Advance(SentBatches.MaxAge * 2);
        sent.Expire();
        Assert.Equal(0, sent.Handed);
        Assert.Single(sent.Between(1, 1));

        sent.NoteHanded(batch);
        sent.Expire();
        Assert.Empty(sent.Between(1, 1));
    }

    private static StreamBatch Empty => new() { Epoch = 1, Events = default };

    private static long Send(SentBatches sent, int events)
    {
        var batch = sent.Number(Empty, events);
        sent.NoteHanded(batch);
        return batch.Number;
    }
}
