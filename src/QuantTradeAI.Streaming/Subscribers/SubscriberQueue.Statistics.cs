using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.Subscribers;

internal sealed partial class SubscriberQueue
{
    /// <summary>How it is doing; a quote that was replaced and whose successor was dropped counts as conflated and as dropped.</summary>
    public SubscriptionStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return new SubscriptionStatistics(_delivered, Count + _first.Count + _losses.Count(one => one.Any), _dropped, _conflated, _gaps, 0)
                {
                    Age = Age(),
                };
            }
        }
    }

    private TimeSpan Age()
    {
        if (Count == 0)
            return TimeSpan.Zero;
        var published = _ring[_head & (_ring.Length - 1)].HeaderRef.PublishTime;
        var age = published.IsAbsent ? TimeSpan.Zero : UnixNanos.Now(_clock) - published;
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }
}
