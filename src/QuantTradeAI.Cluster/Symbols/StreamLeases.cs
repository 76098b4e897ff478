using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Symbols;

/// <summary>Who wants which streams of one symbol published, and until when. Belongs to one caller at a time.</summary>
internal sealed class StreamLeases(TimeProvider clock)
{
    /// <summary>Most leases of one symbol.</summary>
    public const int Most = 10_000;

    /// <summary>The longest name of a subscriber, in characters.</summary>
    public const int LongestSubscriber = 256;

    private readonly Dictionary<(string Subscriber, string Stream), (DataTypes DataTypes, long Until)> _leases = [];

    /// <summary>None is over before.</summary>
    private long _firstOver = long.MaxValue;

    /// <summary>How many there are.</summary>
    public int Count => _leases.Count;

    /// <summary>Takes or renews one; false where there are too many others.</summary>
    /// <param name="lease">Which one.</param>
    /// <param name="isRenewed">Whether it was there already, for the same kinds.</param>
    public bool TryTake(StreamLease lease, out bool isRenewed)
    {
        var key = (lease.Subscriber, lease.Stream);
        var isKnown = _leases.TryGetValue(key, out var before);
        isRenewed = isKnown && before.DataTypes == lease.DataTypes;
        if (!isKnown && _leases.Count >= Most)
            return false;
        var until = clock.GetUtcNow().Ticks + Math.Min(lease.Duration.Ticks, StreamLease.MaxDuration.Ticks);
        _leases[key] = (lease.DataTypes, until);
        _firstOver = Math.Min(_firstOver, until);
        return true;
    }

    /// <summary>Ends one; false when there was none.</summary>
    public bool End(string subscriber, string stream) => _leases.Remove((subscriber, stream));

    /// <summary>Ends those whose time is over; whether there were any.</summary>
    public bool Expire()
    {
        var now = clock.GetUtcNow().Ticks;
        if (now < _firstOver)
            return false;
        var over = _leases.Where(pair => pair.Value.Until <= now).Select(pair => pair.Key).ToList();
        over.ForEach(key => _leases.Remove(key));
        _firstOver = _leases.Count == 0 ? long.MaxValue : _leases.Values.Min(lease => lease.Until);
        return over.Count > 0;
    }

    /// <summary>All, for as long as they last from now.</summary>
    public IEnumerable<StreamLease> Left()
    {
        var now = clock.GetUtcNow().Ticks;
        foreach (var ((subscriber, stream), (dataTypes, until)) in _leases)
        {
            if (until > now)
                yield return new StreamLease { Subscriber = subscriber, Stream = stream, DataTypes = dataTypes, Duration = TimeSpan.FromTicks(until - now) };
        }
    }

    /// <summary>What is wanted, by stream.</summary>
    public Dictionary<string, DataTypes> Wanted()
    {
        var wanted = new Dictionary<string, DataTypes>(StringComparer.Ordinal);
        foreach (var ((_, stream), (dataTypes, _)) in _leases)
            wanted[stream] = wanted.GetValueOrDefault(stream) | dataTypes;
        return wanted;
    }
}
