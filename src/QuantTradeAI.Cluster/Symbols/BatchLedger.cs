using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>
/// What one symbol has taken of each provider's owners, so that it takes each batch once and none of an owner of before. Belongs to one caller at a time.
/// </summary>
/// <param name="past">What the symbol's owner before had taken; null where nobody knows.</param>
internal sealed class BatchLedger(IReadOnlyDictionary<string, TakenBatch>? past = null)
{
    /// <summary>A few: those who can be a symbol's source.</summary>
    private (ProviderId Provider, TakenBatch Last)[] _taken = [.. (past ?? ImmutableDictionary<string, TakenBatch>.Empty).Select(one => (ProviderId.Of(one.Key), one.Value))];

    /// <summary>The last batch that was taken of each provider.</summary>
    public ImmutableDictionary<string, TakenBatch> Taken => _taken.ToImmutableDictionary(one => one.Provider.Name, one => one.Last, StringComparer.Ordinal);

    /// <summary>The highest epoch that was seen of a provider; 0 before the first.</summary>
    public long EpochOf(ProviderId provider) => Find(provider) is var at and >= 0 ? _taken[at].Last.Epoch : 0;

    /// <summary>Judges a batch, and notes it as taken unless it is refused.</summary>
    public BatchVerdict Note(ProviderId provider, long epoch, long number)
    {
        var at = Find(provider);
        if (at < 0)
        {
            _taken = [.. _taken, (provider, new TakenBatch(epoch, number))];
            return BatchVerdict.Next;
        }

        var verdict = Judge(_taken[at].Last, epoch, number);
        if (verdict is not (BatchVerdict.Repeated or BatchVerdict.Fenced))
            _taken[at].Last = new TakenBatch(epoch, number);
        return verdict;
    }

    private int Find(ProviderId provider)
    {
        for (var at = 0; at < _taken.Length; at++)
        {
            if (_taken[at].Provider == provider)
                return at;
        }

        return -1;
    }

    private static BatchVerdict Judge(TakenBatch last, long epoch, long number)
    {
        if (epoch != last.Epoch)
            return epoch < last.Epoch ? BatchVerdict.Fenced : BatchVerdict.NewOwner;
        if (number <= last.Number)
            return BatchVerdict.Repeated;
        return number == last.Number + 1 ? BatchVerdict.Next : BatchVerdict.AfterMissing;
    }
}
