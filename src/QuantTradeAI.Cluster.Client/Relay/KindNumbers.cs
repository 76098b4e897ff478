using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Cluster.Client.Relay;

/// <summary>The numbers of one kind, as far as they were told or announced.</summary>
internal sealed class KindNumbers
{
    private const int MaxRanges = 64;

    private readonly Queue<(long From, long To)> _undelivered = new();

    /// <summary>The last number told or announced.</summary>
    public long Last { get; private set; }

    /// <summary>Up to here it was published before the relay began.</summary>
    public long Baseline { get; private set; }

    /// <summary>Whether there was something of it, in this epoch or one before.</summary>
    public bool HasHadData { get; private set; }

    /// <summary>Whether an unknown number is missing before the next one.</summary>
    public bool IsDoubted { get; set; }

    /// <summary>The publish time of the last event.</summary>
    public UnixNanos LastPublished { get; set; }

    /// <summary>A number that is known to be published, and since when.</summary>
    public (long Number, long Since) Expected { get; private set; }

    public bool IsExpecting => Expected.Number > Last;

    public void Advance(long to)
    {
        Last = Math.Max(Last, to);
        HasHadData |= Last > 0;
    }

    public void Begin(long baseline)
    {
        (Last, Baseline, Expected, LastPublished) = (baseline, baseline, default, default);
        HasHadData |= baseline > 0;
        _undelivered.Clear();
    }

    public void Expect(long number, long now)
    {
        if (!IsExpecting && number > Last)
            Expected = (number, now);
    }

    public void NoteUndelivered(long from, long to)
    {
        if (_undelivered.Count == MaxRanges)
            _undelivered.Dequeue();
        _undelivered.Enqueue((from, to));
    }

    public bool WasUndelivered(long number) => _undelivered.Any(range => number >= range.From && number <= range.To);
}
