namespace QuantTradeAI.Cluster.Symbols;

/// <summary>
/// What one symbol has taken of each provider's owners, so that it takes each batch once and none of an owner of before. Belongs to one caller at a time.
/// </summary>
internal sealed class BatchLedger
{
    private readonly Dictionary<string, (long Epoch, long Number)> _taken = new(StringComparer.Ordinal);

    /// <summary>The highest epoch that was seen of a provider; 0 before the first.</summary>
    public long EpochOf(string provider) => _taken.GetValueOrDefault(provider).Epoch;

    /// <summary>Judges a batch, and notes it as taken unless it is refused.</summary>
    public BatchVerdict Note(string provider, long epoch, long number)
    {
        var isKnown = _taken.TryGetValue(provider, out var last);
        var verdict = isKnown ? Judge(last, epoch, number) : BatchVerdict.Next;
        if (verdict is not (BatchVerdict.Repeated or BatchVerdict.Fenced))
            _taken[provider] = (epoch, number);
        return verdict;
    }

    private static BatchVerdict Judge((long Epoch, long Number) last, long epoch, long number)
    {
        if (epoch != last.Epoch)
            return epoch < last.Epoch ? BatchVerdict.Fenced : BatchVerdict.NewOwner;
        if (number <= last.Number)
            return BatchVerdict.Repeated;
        return number == last.Number + 1 ? BatchVerdict.Next : BatchVerdict.AfterMissing;
    }
}
