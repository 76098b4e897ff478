using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Tests.Relay;

/// <summary>The promise as an oracle over what a relay told: each number once and in order, or in one gap before what follows it.</summary>
internal sealed class RelayChecker(Owner owner)
{
    private readonly Dictionary<MarketEventKind, (long Epoch, long Next, bool HasDoubt)> _places = Owner.Kinds.ToDictionary(kind => kind, _ => (1L, 1L, false));
    private bool _isDisconnected;

    public long Undelivered { get; private set; }

    public long Last(MarketEventKind kind, long epoch) => _places[kind] is var place && place.Epoch == epoch ? place.Next - 1 : 0;

    public void Take(IEnumerable<MarketEvent> told)
    {
        foreach (var one in told)
            Take(one);
    }

    private void Take(MarketEvent one)
    {
        if (one.Kind == MarketEventKind.Status)
            Note(one.Status);
        if (one.Sequence > 0)
        {
            AssertIsPublished(one);
            Account(one, one.Kind, one.Sequence, one.Sequence);
        }

        if (one.Kind != MarketEventKind.Status || one.Status is not { Kind: FeedStatusKind.Gap } gap)
            return;
        if (gap.From > 0)
            Account(one, gap.Lost, gap.From, gap.To);
        else
            _places[gap.Lost] = _places[gap.Lost] with { HasDoubt = true };
        if (gap.Reason == GapReason.Undelivered)
            Undelivered += gap.Missed;
    }

    private void Note(in FeedStatus status)
    {
        if (status.Header.Sequence == 0 && status.Kind == FeedStatusKind.Disconnected)
            Assert.False(_isDisconnected, "It told twice that it is disconnected.");
        if (status.Kind is not (FeedStatusKind.Gap or FeedStatusKind.SourceChanged))
            _isDisconnected = status.Kind == FeedStatusKind.Disconnected;
    }

    private void AssertIsPublished(MarketEvent one)
    {
        Assert.True(owner.Published.TryGetValue((one.Header.Epoch, one.Kind, one.Sequence), out var original), $"{one} was never published.");
        if (one.Kind == MarketEventKind.Status && one.Status.Kind == FeedStatusKind.Resynced && original.Status.Kind == FeedStatusKind.Live)
            return;
        Assert.Equal(original.ToString(), one.ToString());
    }

    private void Account(in MarketEvent one, MarketEventKind kind, long from, long to)
    {
        var place = _places[kind];
        var epoch = one.Header.Epoch;
        Assert.True(epoch >= place.Epoch, $"{kind}: epoch {epoch} came after epoch {place.Epoch} ({one}).");
        if (epoch > place.Epoch)
        {
            var isComplete = IsEnd(place.Epoch, kind, place.Next - 1);
            for (var between = place.Epoch + 1; between < epoch; between++)
                isComplete &= IsEnd(between, kind, 0);
            Assert.True(
                isComplete || place.HasDoubt || place.Next == 1 || kind == MarketEventKind.Status,
                $"{kind}: epoch {epoch} began at {one} although epoch {place.Epoch} was told up to {place.Next - 1} only.");
            place = (epoch, 1, false);
        }

        Assert.True(from == place.Next, $"{kind} in epoch {epoch}: number {place.Next} was to come, not {from} ({one}).");
        Assert.True(to >= from, $"{kind}: the range {from}..{to} is empty ({one}).");
        _places[kind] = place with { Next = to + 1 };
    }

    private bool IsEnd(long epoch, MarketEventKind kind, long number) => owner.Ends.TryGetValue(epoch, out var end) && Of(end, kind) == number;

    private static long Of(StreamEnd end, MarketEventKind kind) => kind switch
    {
        MarketEventKind.Trade => end.Trades,
        MarketEventKind.Quote => end.Quotes,
        MarketEventKind.Book => end.Books,
        _ => end.Statuses,
    };
}
