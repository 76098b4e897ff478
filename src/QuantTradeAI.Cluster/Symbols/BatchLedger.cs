using System.Collections.Immutable;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>
/// What one symbol has taken of each provider's owners, so that it takes each batch once and none of an owner of before. Belongs to one caller at a time.
/// </summary>
/// <param name="past">What the symbol's owner before had taken; null where nobody knows.</param>
internal sealed class BatchLedger(IReadOnlyDictionary<string, TakenBatch>? past = null)
{
    private readonly Dictionary<string, TakenBatch> _taken = new(past ?? ImmutableDictionary<string, TakenBatch>.Empty, StringComparer.Ordinal);

    /// <summary>The last batch that was taken of each provider.</summary>
    public ImmutableDictionary<string, TakenBatch> Taken => _taken.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The highest epoch that was seen of a provider; 0 before the first.</summary>
    public long EpochOf(string provider) => _taken.GetValueOrDefault(provider).Epoch;

    /// <summary>Judges a batch, and notes it as taken unless it is refused.</summary>
    public BatchVerdict Note(string provider, long epoch, long number)
    {
        var isKnown = _taken.TryGetValue(provider, out var last);
        var verdict = isKnown ? Judge(last, epoch, number) : BatchVerdict.Next;
        if (verdict is not (BatchVerdict.Repeated or BatchVerdict.Fenced))
            _taken[provider] = new TakenBatch(epoch, number);
        return verdict;
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
