namespace QuantTradeAI.Streaming.MarketData;

/// <summary>How many gaps were announced, by reason.</summary>
public record struct GapCounts
{
    private long _venueGap;
    private long _disconnected;
    private long _slowSubscriber;
    private long _unreadable;
    private long _notServed;
    private long _stale;
    private long _undelivered;

    /// <summary>Of this reason; 0 for <see cref="GapReason.None"/>.</summary>
    public readonly long this[GapReason reason] => reason switch
    {
        GapReason.VenueGap => _venueGap,
        GapReason.Disconnected => _disconnected,
        GapReason.SlowSubscriber => _slowSubscriber,
        GapReason.Unreadable => _unreadable,
        GapReason.NotServed => _notServed,
        GapReason.Stale => _stale,
        GapReason.Undelivered => _undelivered,
        _ => 0,
    };

    /// <summary>Of all reasons.</summary>
    public readonly long Total => _venueGap + _disconnected + _slowSubscriber + _unreadable + _notServed + _stale + _undelivered;

    /// <summary>Counts some more; a reason that is none counts as <see cref="GapReason.VenueGap"/>.</summary>
    public void Add(GapReason reason, long count = 1)
    {
        switch (reason)
        {
            case GapReason.Disconnected:
                _disconnected += count;
                break;
            case GapReason.SlowSubscriber:
                _slowSubscriber += count;
                break;
            case GapReason.Unreadable:
                _unreadable += count;
                break;
            case GapReason.NotServed:
                _notServed += count;
                break;
            case GapReason.Stale:
                _stale += count;
                break;
            case GapReason.Undelivered:
                _undelivered += count;
                break;
            default:
                _venueGap += count;
                break;
        }
    }

    /// <summary>Adds up, reason by reason.</summary>
    public static GapCounts operator +(in GapCounts left, in GapCounts right) => new()
    {
        _venueGap = left._venueGap + right._venueGap,
        _disconnected = left._disconnected + right._disconnected,
        _slowSubscriber = left._slowSubscriber + right._slowSubscriber,
        _unreadable = left._unreadable + right._unreadable,
        _notServed = left._notServed + right._notServed,
        _stale = left._stale + right._stale,
        _undelivered = left._undelivered + right._undelivered,
    };
}
