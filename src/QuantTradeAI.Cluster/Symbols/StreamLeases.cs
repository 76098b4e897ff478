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

    /// <summary>How many there are.</summary>
    public int Count => _leases.Count;

    /// <summary>Takes or renews one; false where there are too many others.</summary>
    public bool TryTake(StreamLease lease)
    {
        var key = (lease.Subscriber, lease.Stream);
        if (_leases.Count >= Most && !_leases.ContainsKey(key))
            return false;
        _leases[key] = (lease.DataTypes, clock.GetUtcNow().Ticks + Math.Min(lease.Duration.Ticks, StreamLease.MaxDuration.Ticks));
        return true;
    }

    /// <summary>Ends one; false when there was none.</summary>
    public bool End(string subscriber, string stream) => _leases.Remove((subscriber, stream));

    /// <summary>Ends those whose time is over; whether there were any.</summary>
    public bool Expire()
    {
        var now = clock.GetUtcNow().Ticks;
        var over = _leases.Where(pair => pair.Value.Until <= now).Select(pair => pair.Key).ToList();
        over.ForEach(key => _leases.Remove(key));
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
